import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { openTabFor } from './screens';

const EDITING = 'editing';

/** Which draft a tab was opened for, by the tab's id. Kept in memory by the browser: tabs have other ids tomorrow. */
const Editing = z.record(z.string(), z.object({ draftId: z.string(), host: z.string() }));

/** Opens a draft's page in a tab: the pictures collected there go to that draft. */
export async function openPageToEdit(draftId: string, pageUrl: string): Promise<void> {
  const id = await openTabFor(pageUrl);
  if (id === undefined) return;
  const editing = { ...(await readEditing()), [id]: { draftId, host: hostOf(pageUrl) } };
  await browser.storage.session.set({ [EDITING]: editing });
}

/** The draft for which that tab was opened, while it shows a page of the same host. */
export async function findEditing(tabId: number, pageUrl: string): Promise<string | undefined> {
  const found = (await readEditing())[tabId];
  return found?.host === hostOf(pageUrl) ? found.draftId : undefined;
}

async function readEditing(): Promise<z.infer<typeof Editing>> {
  return z.safeParse(Editing, (await browser.storage.session.get(EDITING))[EDITING]).data ?? {};
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
