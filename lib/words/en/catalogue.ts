import { checks } from './checks';
import { collecting } from './collecting';
import { composer } from './composer';
import { composerImages } from './composer-images';
import { composerSlides } from './composer-slides';
import { diagnostics } from './diagnostics';
import { extension } from './extension';
import { general } from './general';
import { history } from './history';
import { holder } from './holder';
import { notices } from './notices';
import { options } from './options';
import { pictures } from './pictures';
import { plan } from './plan';
import { planCsv } from './plan-csv';
import { planner } from './planner';
import { plannerActs } from './planner-acts';
import { plannerCalendar } from './planner-calendar';
import { problems } from './problems';
import { quickPin } from './quickPin';
import { rules } from './rules';
import { templates } from './templates';
import { ui } from './ui';
import { welcome } from './welcome';

/** Everything a person reads, in English. A file per area; the first word of a key names its file. */
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
