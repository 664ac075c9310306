import { checks } from './checks';
import { composer } from './composer';
import { composerSlides } from './composer-slides';
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
import { ui } from './ui';

/** Everything a person reads, in English. A file per area; the first word of a key names its file. */
export const en = {
  ...ui,
  ...composerSlides,
  ...composer,
  ...checks,
  ...diagnostics,
  ...extension,
  ...general,
  ...history,
  ...options,
  ...planner,
  ...plannerActs,
  ...plannerCalendar,
  ...pictures,
  ...plan,
  ...rules,
  ...templates,
} as const;
