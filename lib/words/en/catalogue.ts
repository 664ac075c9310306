import { diagnostics } from './diagnostics';
import { extension } from './extension';
import { general } from './general';
import { holder } from './holder';
import { notices } from './notices';
import { options } from './options';
import { problems } from './problems';
import { templates } from './templates';

/** Everything a person reads, in English. A file per area; the first word of a key names its file. */
export const en = {
  ...diagnostics,
  ...extension,
  ...general,
  ...holder,
  ...notices,
  ...options,
  ...problems,
  ...templates,
} as const;
