import { checks } from './checks';
import { diagnostics } from './diagnostics';
import { extension } from './extension';
import { general } from './general';
import { history } from './history';
import { options } from './options';
import { pictures } from './pictures';
import { plan } from './plan';
import { planner } from './planner';
import { plannerActs } from './planner-acts';
import { plannerCalendar } from './planner-calendar';
import { rules } from './rules';
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
  ...checks,
  ...diagnostics,
  ...pictures,
  ...plan,
  ...rules,
  ...templates,
} as const;
