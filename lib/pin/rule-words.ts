import { formatTime } from '../words/format';
import { t } from '../words/t';
import type { BrokenRule, Rules } from './rules';

/** What a broken rule says: one sentence. */
export function describeBroken({ rule, other }: BrokenRule, rules: Rules, now: number): string {
  const time = other ? formatTime(other.at, now) : '';
  if (rule === 'per-day') return t('rules.broken.perDay', { count: rules.perDay });
  if (rule === 'same-link') return t('rules.broken.sameLink', { time, count: rules.linkHours });
  if (rule === 'same-picture') return t('rules.broken.samePicture', { time, count: rules.pictureDays });
  return t('rules.broken.tooClose', { time, count: rules.gapMinutes });
}
