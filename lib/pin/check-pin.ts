import { type Check, type CheckContext, sortChecks } from './checks';
import { checkContent } from './content-checks';
import type { Pin } from './pin';
import { checkSlides } from './slide-checks';

/**
 * Everything about a pin that Pinterest or Postbreeze would refuse, and what could be better, by their documentation
 * ("Errors" and "Pinterest") and `limits.ts`. Errors come first. Pure: the same pin at the same time has the same checks.
 */
export function checkPin(pin: Pin, context: CheckContext): Check[] {
  return sortChecks([...checkContent(pin, context), ...checkSlides(pin.slides)]);
}
