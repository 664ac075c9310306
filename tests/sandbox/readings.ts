/** One point that the documentation leaves open. */
interface Reading {
  /** The question. */
  point: string;
  /** The answers that the stand-in can give; the first is what we assume. */
  values: readonly (string | number | boolean | null)[];
  /** `values` are examples only: any number of the same kind will do. */
  open?: true;
  /** What the extension does about it. */
  weDo: string;
}

/**
 * Every undocumented point of Postbreeze's API, with the ways in which it may turn out. The stand-in speaks each of them; they
 * live in `state.settings` under these names. `README.md` shows this table; a test holds the two together.
 */
export const READINGS = {
  patchOfDraft: {
    point: 'What PATCH with a time does to a draft',
    values: ['schedules', 'keeps-draft', 'keeps-draft-with-time', 400, 409, 422],
    weDo: 'Believe the status that comes back; still a draft or refused: try POST …/schedule.',
  },
  scheduleCall: {
    point: 'What POST …/schedule of a draft wants',
    values: ['either', 'scheduledFor', 'scheduledAt', 'publishAt', 'refuses', 'missing'],
    weDo: 'Try scheduledFor, then scheduledAt, then the name that the error’s details give; nothing works: delete the draft and create with a time.',
  },
  createStatus: {
    point: 'Status of a successful create',
    values: [201, 200, 202],
    weDo: 'Take any 2xx.',
  },
  createAnswer: {
    point: 'Body of a successful create',
    values: ['post', 'id-only', 'empty'],
    weDo: 'No id in it: the outcome is unknown, so look for our post before anything else.',
  },
  changeAnswer: {
    point: 'Body of a successful PATCH, schedule, cancel or retry',
    values: ['post', 'empty', 'ok'],
    weDo: 'No post in it: read the post before believing anything.',
  },
  pastTime: {
    point: 'A time that has passed, on create or schedule',
    values: ['refused', 'published-at-once'],
    weDo: 'Never send one: the later of the chosen time and now + 30 s.',
  },
  refusals: {
    point: 'When a pin that breaks a rule is refused',
    values: ['documented', 'at-create', 'at-publish'],
    weDo: 'Show the code beside the field either way, and read the post back after its time.',
  },
  deletedPost: {
    point: 'GET of a deleted post',
    values: ['404', 'null'],
    weDo: 'Take neither as a reason to create again or to end a pin.',
  },
  listOrder: {
    point: 'Order of GET /posts',
    values: ['documented', 'oldest-first', 'shuffled'],
    weDo: 'Rely on no order.',
  },
  listLimit: {
    point: 'How many posts GET /posts shows (null: all)',
    values: [null, 50, 2],
    open: true,
    weDo: 'Not in the list is no proof: ask by id, else look again and widen, and say so before creating again.',
  },
  listDelayMs: {
    point: 'How long a new post stays out of GET /posts, in ms',
    values: [0, 20_000, 300_000],
    open: true,
    weDo: 'As above: wait and look again.',
  },
  listRepeats: {
    point: 'Whether GET /posts shows a post twice',
    values: [false, true],
    weDo: 'Count posts by their id.',
  },
  wrapper: {
    point: 'What the answer stands in',
    values: ['bare', 'data', 'items'],
    weDo: 'Unwrap {data} and {items}; anything else is malformed, and nothing is lost by it.',
  },
  accountBoards: {
    point: 'Boards on a social account',
    values: ['meta', 'default-only', 'none'],
    weDo: 'Keep a book of boards: from meta, the default, earlier posts, and what the user adds.',
  },
  presignAnswer: {
    point: 'What presign names beside the two addresses',
    values: ['full', 'without-asset', 'addresses-only'],
    weDo: 'Without an asset id send the public address in mediaItems; send the headers that it names and no others.',
  },
  presignNeedsWorkspace: {
    point: 'Whether presign demands ?workspaceId=',
    values: [false, true],
    weDo: 'Send it whenever the workspace is known.',
  },
  numbers: {
    point: 'How numbers are written',
    values: ['numbers', 'strings'],
    weDo: 'Read both; need neither but retryAfterMs, for which Retry-After stands in.',
  },
  absentValues: {
    point: 'How a value that is not there is written',
    values: ['null', 'left-out'],
    weDo: 'Read both as “not told”, which ends and deletes nothing.',
  },
  unknownFields: {
    point: 'Whether there are fields that nobody documents',
    values: [false, true],
    weDo: 'Pass over them.',
  },
  states: {
    point: 'Names of a post’s passing states and of its targets’ (undocumented)',
    values: ['upper-case', 'lower-case', 'unknown'],
    weDo: 'Decide by the post’s documented states; one that we do not know changes nothing, look again.',
  },
  timeFormat: {
    point: 'How times are written',
    values: ['milliseconds', 'seconds', 'offset'],
    weDo: 'Compare times to the second.',
  },
  clockSkewMs: {
    point: 'How far Postbreeze’s clock is ahead of this browser’s, in ms',
    values: [0, 300_000, -300_000],
    open: true,
    weDo: 'Learn the difference from the Date header of a refusal and send a later time.',
  },
  dateHeader: {
    point: 'Whose time the Date header of an answer tells',
    values: ['its-own', 'another'],
    weDo: 'A refusal that names the past is believed against it: send a later time, twice as far ahead at each try.',
  },
  network: {
    point: 'What stands between us and every fourth call',
    values: ['plain', 'portal', 'gateway-404', 'redirect'],
    weDo: 'Take nothing for Postbreeze’s word that is not JSON of its making; follow no redirect, send the key nowhere else.',
  },
} as const satisfies Record<string, Reading>;

export type ReadingName = keyof typeof READINGS;

type Widened<Value> = Value extends number ? number : Value;

/** A choice for every point. */
export type Readings = { -readonly [Name in ReadingName]: Widened<(typeof READINGS)[Name]['values'][number]> };

export const READING_NAMES = Object.keys(READINGS) as ReadingName[];

/** What we assume of each point. */
export const ASSUMED = Object.fromEntries(READING_NAMES.map((name) => [name, READINGS[name].values[0]])) as Readings;

/** Choices as someone wrote them (a file, an option, a call); throws a sentence that says what is wrong. */
export function readReadings(written: object): Partial<Readings> {
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, readValue(name, value)]));
}

/** `name=value` as on a command line. */
export function parseReading(text: string): Partial<Readings> {
  const [name = '', value = ''] = text.split(/=(.*)/s);
  return readReadings({ [name]: value });
}

function readValue(name: string, value: unknown): unknown {
  if (!(name in READINGS)) throw new Error(`There is no reading "${name}"; there are ${READING_NAMES.join(', ')}.`);
  const reading: Reading = READINGS[name as ReadingName];
  const found = reading.values.find((one) => String(one) === String(value));
  if (found !== undefined) return found;
  if (reading.open && value !== '' && Number.isInteger(Number(value))) return Number(value);
  throw new Error(
    `${name} is ${reading.values.join(', ')}${reading.open ? ' or another number' : ''}; not "${value}".`,
  );
}

/** The table as Markdown, for README.md. */
export function writeTable(): string {
  const rows = READING_NAMES.map((name) => {
    const { point, values, weDo }: Reading = READINGS[name];
    const choices = values.map((value, index) => (index === 0 ? `**${value}**` : String(value)));
    return `| \`${name}\` | ${point} | ${choices.join(' · ')} | ${weDo} |`;
  });
  return ['| reading | point | values, what we assume first | what we do |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
