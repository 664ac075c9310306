import { extension } from './extension';
import { general } from './general';
import { history } from './history';
import { options } from './options';
import { planner } from './planner';
import { plannerActs } from './planner-acts';
import { plannerCalendar } from './planner-calendar';
import { templates } from './templates';

/** Everything a person reads, in English. A file per area; the first word of a key names its file. */
export const en = {
  ...extension,
  ...general,
  ...history,
  ...options,
  ...planner,
  ...plannerActs,
  ...plannerCalendar,
  ...templates,
} as const;
