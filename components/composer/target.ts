import type { PageFacts } from '../../lib/page/facts';

/** What the composer was opened for: a pin that exists, a plan of many, a tab (null: the one in view), or a sample page. */
export type Target =
  | { pinId: string }
  | { planId: string }
  | { facts: PageFacts }
  | { tabId: number | null; imageUrl: string | null };

/** What the address of `popup.html` asks for: `?pin=<id>`, `?plan=<id>`, `?tab=<tabId>[&image=<url>]`, or nothing: the tab in view. */
export function readTarget(search: string): Target {
  const asked = new URLSearchParams(search);
  const pinId = asked.get('pin');
  if (pinId) return { pinId };
  const planId = asked.get('plan');
  if (planId) return { planId };
  const tab = asked.get('tab') ?? '';
  return { tabId: /^\d+$/.test(tab) ? Number(tab) : null, imageUrl: asked.get('image') };
}
