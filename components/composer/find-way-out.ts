import type { Check } from '../../lib/pin/checks';
import { areaOf, type CheckArea } from './check-areas';

/** The control in which something is put right by hand. */
const CONTROLS: Record<CheckArea, string> = {
  pictures: '.images input',
  account: '[name="account"]',
  board: '[role="combobox"]',
  title: '[name="title"]',
  description: '[name="description"]',
  link: '[name="link"]',
  time: '.when input:checked',
};

/** Where a check is put right: its own button, else the control it is about. */
export function findWayOut(form: ParentNode, check: Check): HTMLElement | null {
  return (
    form.querySelector<HTMLElement>(`[data-check="${check.id} ${check.slideId ?? ''}"] button`) ??
    form.querySelector<HTMLElement>(CONTROLS[areaOf(check)])
  );
}
