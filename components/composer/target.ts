/** What the composer was opened for: a pin that exists, or a tab (null: the one in view). */
export type Target = { pinId: string } | { tabId: number | null; imageUrl: string | null };

/** What the address of `popup.html` asks for: `?pin=<id>`, `?tab=<tabId>[&image=<url>]`, or nothing: the tab in view. */
export function readTarget(search: string): Target {
  const asked = new URLSearchParams(search);
  const pinId = asked.get('pin');
  if (pinId) return { pinId };
  const tab = asked.get('tab') ?? '';
  return { tabId: /^\d+$/.test(tab) ? Number(tab) : null, imageUrl: asked.get('image') };
}
