import { composer, composerImages } from './composer';
import { composerSlides } from './composer-slides';
import { diagnostics, options, welcome } from './options';
import { checks, holder, pictures, rules, templates } from './pins';
import { plan, planCsv } from './plan';
import { history, planner, plannerCalendar } from './planner';
import { plannerActs } from './planner-acts';
import { problems } from './problems';
import { collecting, extension, general, notices, quickPin, ui } from './shared';

/** Everything a person reads, in English. The first word of a key names the part in which it stands. */
export const en = {
  ...checks,
  ...collecting,
  ...composer,
  ...composerImages,
  ...composerSlides,
  ...diagnostics,
  ...extension,
  ...general,
  ...history,
  ...holder,
  ...notices,
  ...options,
  ...planner,
  ...plannerActs,
  ...plannerCalendar,
  ...pictures,
  ...plan,
  ...planCsv,
  ...problems,
  ...quickPin,
  ...rules,
  ...templates,
  ...ui,
  ...welcome,
} as const;
