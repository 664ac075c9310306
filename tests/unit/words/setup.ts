import { afterAll, vi } from 'vitest';
import { en } from '../../../lib/words/en/catalogue';
import { listMessages, readMessagesWith, setLocale } from '../../../lib/words/t';

/** Unit tests run outside an extension, where no browser has the catalogue. */
const messages = listMessages(en);
readMessagesWith((name) => messages.get(name) ?? '');
setLocale('en-US');

/** Files share a worker: none leaves its clock to the next. */
afterAll(() => {
  vi.useRealTimers();
});
