import type { Check, CheckId } from '../../lib/pin/checks';

/** Where on the form a check is shown: beside what it is about. */
export type CheckArea = 'pictures' | 'account' | 'board' | 'title' | 'description' | 'link' | 'time';

const AREAS: Partial<Record<CheckId, CheckArea>> = {
  'board-missing': 'board',
  'title-missing': 'title',
  'title-too-long': 'title',
  'description-too-long': 'description',
  'link-missing': 'link',
  'link-invalid': 'link',
  'link-private': 'link',
  'time-missing': 'time',
  'time-past': 'time',
  'rule-broken': 'time',
  'earlier-link': 'link',
};

export function areaOf({ id }: Pick<Check, 'id'>): CheckArea {
  return AREAS[id] ?? (id.startsWith('account-') ? 'account' : 'pictures');
}

/** The checks of one area. An account that cannot publish says so once: reconnecting it settles the others. */
export function checksOf(checks: readonly Check[], area: CheckArea): Check[] {
  const ofArea = checks.filter((check) => areaOf(check) === area);
  return area === 'account' ? ofArea.slice(0, 1) : ofArea;
}
