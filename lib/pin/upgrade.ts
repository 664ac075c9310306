import { PIN_VERSION } from './pin';

type Row = Record<string, unknown>;

/** `UPGRADES[n]` makes a pin of version n + 1 of one of version n; pure, since exports of any age are read too. */
const UPGRADES: Record<number, (row: Row) => Row> = { 1: keepUploadsByBytes, 2: addPlan };

/** A stored or exported pin as the present schema has it, before it is parsed. What is no pin is left to the parser. */
export function upgradePin(row: unknown): unknown {
  if (!isRow(row) || typeof row.version !== 'number' || row.version >= PIN_VERSION) return row;
  let upgraded: Row = row;
  for (let version = row.version; version < PIN_VERSION; version++) {
    const upgrade = UPGRADES[version];
    if (!upgrade) return row;
    upgraded = { ...upgrade(upgraded), version: version + 1 };
  }
  return upgraded;
}

/** Version 1 kept media ids by slide, whatever its bytes, and neither what was sent nor what was told. */
function keepUploadsByBytes(row: Row): Row {
  const { mediaIds = {}, ...done } = isRow(row.done) ? (row.done as Row & { mediaIds?: Record<string, string> }) : {};
  const slides = Array.isArray(row.slides) ? (row.slides as Row[]) : [];
  const media = slides.flatMap((slide) => {
    const id = mediaIds[String(slide.id)];
    const hash = isRow(slide.ready) ? slide.ready.hash : undefined;
    if (id === undefined || hash === undefined) return [];
    const upload = id.startsWith('url:') ? { id: null, url: id.slice('url:'.length) } : { id, url: '' };
    return [[`${slide.id}:${hash}`, upload] as const];
  });
  const post = isRow(row.post) ? { scheduledAt: null, ...row.post } : null;
  return { told: '', ...row, post, done: { sent: null, ...done, media: Object.fromEntries(media) } };
}

/** Version 2 knew no plans. Its `cancel` had no button any more; what it began ends as a draft here. */
function addPlan(row: Row): Row {
  return { planId: null, ...row, request: row.request === 'cancel' ? 'take-back' : row.request };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
