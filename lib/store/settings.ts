import * as z from 'zod/mini';
import { HandOver } from '../pin/pin';
import { DEFAULT_RULES, Rules } from '../pin/rules';
import { DEFAULT_SLOTS, Slot } from '../pin/slots';
import { Template } from '../pin/template';
import { DEFAULT_UTM, StoredUtm } from '../pin/utm';
import { announce } from './changes';
import { readStored, type StoredValue, updateStored } from './stored-value';

/** The user's choices. Each field falls back by itself when what is stored does not parse. */
export const Settings = z.object({
  /** When new pins leave this browser. */
  handOver: z.catch(HandOver, 'at-time'),
  /** Whether the user has ever chosen who sends the pins. */
  hasChosenHandOver: z.catch(z.boolean(), false),
  /** What becomes of several pictures: one carousel, or a pin each. */
  make: z.catch(z.enum(['one', 'separate']), 'one'),
  /** What a click on the toolbar button opens. */
  toolbarOpens: z.catch(z.enum(['popup', 'panel', 'window']), 'popup'),
  /** Whether the side panel goes along to the tab in view. */
  panelFollows: z.catch(z.boolean(), false),
  defaultAccountId: z.catch(z.nullable(z.string()), null),
  /** The weekly times of every account that has none of its own. */
  slots: z.catch(z.array(Slot), DEFAULT_SLOTS),
  slotsByAccount: z.catch(z.record(z.string(), z.catch(z.array(Slot), DEFAULT_SLOTS)), {}),
  /** What keeps every account without rules of its own from looking like spam. */
  rules: z.catch(Rules, DEFAULT_RULES),
  rulesByAccount: z.catch(z.record(z.string(), z.catch(Rules, DEFAULT_RULES)), {}),
  /** What happens to a pin whose time passed while the browser was away. */
  whenLate: z.catch(z.enum(['send', 'ask']), 'send'),
  notifyPublished: z.catch(z.boolean(), false),
  utm: z.catch(StoredUtm, DEFAULT_UTM),
  templates: z.catch(z.array(Template), []),
  /** Headings of spreadsheets that the user matched by hand, folded, and the column that each means ('' for none). */
  csvHeadings: z.catch(z.record(z.string(), z.string()), {}),
});
export type Settings = z.infer<typeof Settings>;

const SETTINGS: StoredValue<Settings> = { name: 'settings', schema: Settings, fallback: z.parse(Settings, {}) };

/** The settings as stored, with defaults where nothing is. */
export async function readSettings(): Promise<Settings> {
  return readStored(SETTINGS);
}

/** Changes some of them. Answers all as they are now. */
export async function updateSettings(patch: Partial<Settings>): Promise<Settings> {
  const settings = await updateStored(SETTINGS, (stored) => ({ ...stored, ...patch }));
  announce('settings');
  return settings;
}
