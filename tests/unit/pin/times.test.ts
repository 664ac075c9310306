import { describe, expect, it } from 'vitest';
import { fromFieldValue, toFieldValue } from '../../../lib/time';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

describe('the date and time field', () => {
  it.each(['2026-06-02T10:00', '2026-03-29T03:07', '2026-10-25T02:30'])(
    'shows %s as local time and reads it back',
    (text) => {
      const time = fromFieldValue(text);
      expect(toFieldValue(time ?? 0)).toBe(text);
    },
  );

  it.each(['', '2026-06-', '2026-03-29', '2026-03-29T', 'soon'])('has no time while it holds %j', (text) => {
    expect(fromFieldValue(text)).toBeNull();
  });
});
