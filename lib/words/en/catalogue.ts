import { composer } from './composer';
import { composerSlides } from './composer-slides';
import { diagnostics } from './diagnostics';
import { extension } from './extension';
import { general } from './general';
import { options } from './options';
import { templates } from './templates';
import { ui } from './ui';

/** Everything a person reads, in English. A file per area; the first word of a key names its file. */
export const en = {
  ...ui,
  ...composerSlides,
  ...composer,
  ...diagnostics,
  ...extension,
  ...general,
  ...options,
  ...templates,
} as const;
