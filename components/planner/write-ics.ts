import type { Pin } from '../../lib/pin/pin';
import { MINUTE } from '../../lib/time';
import { nameOf, timeOf } from './arrange';

/** Octets in a line, without its break (RFC 5545, 3.1). */
const LINE = 75;
const LENGTH = 5 * MINUTE;

/** The planned pins as a calendar file (RFC 5545), an event of five minutes each. */
export function writeIcs(pins: readonly Pin[], now: number): Blob {
  const coming = pins.filter(({ state }) => state === 'queued' || state === 'sending' || state === 'handed-over');
  const events = coming.flatMap((pin) => {
    const at = timeOf(pin);
    return at === null ? [] : describeEvent(pin, at, now);
  });
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Pinbreeze//Planner//EN', ...events, 'END:VCALENDAR'];
  return new Blob([lines.map((line) => `${fold(line)}\r\n`).join('')], { type: 'text/calendar' });
}

function describeEvent(pin: Pin, at: number, now: number): string[] {
  const isAddress = /^https?:/.test(pin.link) && URL.canParse(pin.link);
  return [
    'BEGIN:VEVENT',
    `UID:${pin.id}@pinbreeze`,
    `DTSTAMP:${toUtc(now)}`,
    `DTSTART:${toUtc(at)}`,
    `DTEND:${toUtc(at + LENGTH)}`,
    `SUMMARY:${escapeText(nameOf(pin))}`,
    ...(pin.board ? [`LOCATION:${escapeText(pin.board.name)}`] : []),
    ...(pin.description ? [`DESCRIPTION:${escapeText(pin.description)}`] : []),
    ...(isAddress ? [`URL:${new URL(pin.link).href}`] : []),
    'END:VEVENT',
  ];
}

/** `20261129T180000Z`. */
function toUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text value (RFC 5545, 3.3.11), without other control characters. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '');
}

/** Breaks a long line with a line break and a space, never within a character. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let length = 0;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (length + size > LINE) {
      folded += '\r\n ';
      length = 1;
    }
    folded += sign;
    length += size;
  }
  return folded;
}
