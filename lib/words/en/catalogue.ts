import { checks } from './checks';
import { diagnostics } from './diagnostics';
import { extension } from './extension';
import { general } from './general';
import { options } from './options';
import { pictures } from './pictures';
import { quickPin } from './quickPin';
import { templates } from './templates';
import { welcome } from './welcome';

/** Everything a person reads, in English. A file per area; the first word of a key names its file. */
export const en = {
  ...checks,
  ...diagnostics,
  ...extension,
  ...general,
  ...options,
  ...pictures,
  ...quickPin,
  ...templates,
  ...welcome,
} as const;
