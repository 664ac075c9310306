import type { Check, CheckId } from '../../lib/pin/checks';

/** The fields of the composer in which something is put right by hand. */
const FIELDS: Partial<Record<CheckId, string>> = {
  'board-missing': '[role="combobox"]',
  'title-too-long': '[name="title"]',
  'description-too-long': '[name="description"]',
  'link-invalid': '[name="link"]',
  'slides-missing': '.tile input',
};

/** Where a check is put right: its own button in the list of checks, whose first item it is, else the field it is about. */
export function findWayOut(list: HTMLElement, check: Check | undefined): HTMLElement | undefined {
  const field = check && FIELDS[check.id];
  const button = list.firstElementChild?.querySelector<HTMLElement>('button');
  return button ?? (field ? (list.ownerDocument.querySelector<HTMLElement>(field) ?? undefined) : undefined);
}
