import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { writeIcs } from '../../../components/planner/calendar-days';
import { groupPast, listPast, writePastCsv } from '../../../components/planner/history-data';
import { describeFate } from '../../../lib/pin/fate';
import { HOUR } from '../../../lib/time';
import { makePin, makeProblem, makePublished, NOW } from './make-pin';

const late = makePublished({ id: 'late', publishAt: NOW - 5 * HOUR });
const onTime = makePublished({ id: 'onTime', publishAt: NOW - 60_000 });
const failed = makePin({ id: 'failed', state: 'failed', lastError: makeProblem('PIN_LINK_INVALID') });
const removed = describeFate(makePublished({ id: 'removed' }), 'published', NOW - HOUR);

describe('the history', () => {
  it('lists what was published or failed, once each, even if it was removed from the list since', () => {
    const fates = [
      removed,
      describeFate(late, 'published', NOW),
      describeFate(makePin({ id: 'never' }), 'removed', NOW),
    ];
    const past = listPast([late, onTime, failed, makePin({ id: 'queued' })], fates);
    expect(past.map(({ id }) => id).sort()).toEqual(['failed', 'late', 'onTime', 'removed']);
  });

  it('counts late and failed ones by week, board and site', () => {
    const past = listPast([late, onTime, failed], []);
    expect(groupPast(past, 'board', 1)).toEqual([{ key: 'Recipes', published: 2, late: 1, failed: 1 }]);
    expect(groupPast(past, 'site', 1)).toEqual([{ key: 'kitchen.test', published: 2, late: 1, failed: 1 }]);
    expect(groupPast(past, 'week', 1)).toHaveLength(1);
  });
});

describe('the spreadsheet', () => {
  it('is read back as it was, and runs no formula', async () => {
    const title = '=cmd|"/c calc"!A1\nwith, "quotes"';
    const past = listPast([makePublished({ id: 'a', title, board: { id: '1', name: 'Суп' } })], []);
    const file = await writePastCsv(past);
    const text = await file.text();
    const { data } = parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true });
    expect(data[0]?.Title).toBe(`'${title}`);
    expect(data[0]?.['Pinterest board']).toBe('Суп');
    expect(new Uint8Array(await file.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([239, 187, 191]));
  });
});

describe('the calendar file', () => {
  const read = async (title: string, over = {}) => {
    const pin = makePin({ title, publishAt: Date.UTC(2026, 11, 4, 18, 5), ...over });
    return (await writeIcs([pin], NOW).text()).split('\r\n');
  };

  it('has one event, in UTC, for each pin still to go out', async () => {
    const lines = await read('Soup');
    expect(lines).toEqual(
      expect.arrayContaining(['SUMMARY:Soup', 'DTSTART:20261204T180500Z', 'DTEND:20261204T181000Z']),
    );
    expect(await read('Soup', { state: 'draft' })).not.toContain('BEGIN:VEVENT');
    expect(lines.at(0)).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-2)).toBe('END:VCALENDAR');
  });

  it('escapes special characters, and no text can start a line of its own', async () => {
    const lines = await read('A; b, c\\d\r\nATTACH:http://evil.test');
    expect(lines).toContain('SUMMARY:A\\; b\\, c\\\\d\\nATTACH:http://evil.test');
  });

  it('folds long lines at 75 octets, never within a character', async () => {
    const title = '👩‍🍳 Überraschung '.repeat(20).trim();
    const lines = await read(title);
    const encoder = new TextEncoder();
    for (const line of lines) expect(encoder.encode(line).length).toBeLessThanOrEqual(75);
    const unfolded = lines.join('\r\n').replaceAll('\r\n ', '');
    expect(unfolded).toContain(`SUMMARY:${title}`);
  });
});
