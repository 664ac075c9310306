import * as z from 'zod/mini';
import { DEFAULT_RULES, Rules } from '../pin/limits';
import { HandOver } from '../pin/pin';
import { DEFAULT_SLOTS, Slot } from '../pin/slots';
import { DEFAULT_UTM, StoredUtm, Template } from '../pin/template';
import { announce } from './changes';
import { read, write } from './database';

/** A single stored value: its name, schema and default in one place. */
export interface StoredValue<T> {
  name: string;
  schema: z.ZodMiniType<T>;
  fallback: T;
}

/** The stored value, or its default if there is none or it does not parse. */
export async function readStored<T>(one: StoredValue<T>): Promise<T> {
  return parse(one, await read(['singles'], (transaction) => transaction.objectStore('singles').get(one.name)));
}

/** Reads and writes it in one transaction. Answers what is stored now. */
export async function updateStored<T>(one: StoredValue<T>, change: (value: T) => T): Promise<T> {
  return write(['singles'], async (transaction) => {
    const store = transaction.objectStore('singles');
    const value = change(parse(one, await store.get(one.name)));
    await store.put({ name: one.name, value });
    return value;
  });
}

function parse<T>(one: StoredValue<T>, row: { value: unknown } | undefined): T {
  const parsed = z.safeParse(one.schema, row?.value);
  return parsed.success ? parsed.data : one.fallback;
}

/** The user's choices. A field that does not parse falls back by itself. */
export const Settings = z.object({
  /** Who sends new pins. */
  handOver: z.catch(HandOver, 'at-time'),
  /** Whether the user has ever chosen who sends the pins. */
  hasChosenHandOver: z.catch(z.boolean(), false),
  /** What becomes of several pictures: one carousel, or a pin each. */
  make: z.catch(z.enum(['one', 'separate']), 'one'),
  /** What a click on the toolbar button opens. */
  toolbarOpens: z.catch(z.enum(['popup', 'panel', 'window']), 'popup'),
  /** Whether the side panel follows the tab in view. */
  panelFollows: z.catch(z.boolean(), false),
  defaultAccountId: z.catch(z.nullable(z.string()), null),
  /** The weekly slots of accounts without their own. */
  slots: z.catch(z.array(Slot), DEFAULT_SLOTS),
  slotsByAccount: z.catch(z.record(z.string(), z.catch(z.array(Slot), DEFAULT_SLOTS)), {}),
  /** The spam rules of accounts without their own. */
  rules: z.catch(Rules, DEFAULT_RULES),
  rulesByAccount: z.catch(z.record(z.string(), z.catch(Rules, DEFAULT_RULES)), {}),
  /** What to do with a pin whose time passed while the browser was closed. */
  whenLate: z.catch(z.enum(['send', 'ask']), 'send'),
  notifyPublished: z.catch(z.boolean(), false),
  utm: z.catch(StoredUtm, DEFAULT_UTM),
  templates: z.catch(z.array(Template), []),
  /** Spreadsheet headings, folded, and the column that the user matched each with ('' for none). */
  csvHeadings: z.catch(z.record(z.string(), z.string()), {}),
  /** Board names in spreadsheets, folded, and the board that the user chose for each. */
  csvBoards: z.catch(z.record(z.string(), z.object({ accountId: z.string(), id: z.string() })), {}),
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
