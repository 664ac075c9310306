import { browser } from 'wxt/browser';
import { type BoardOnPage, boardPath, readBoardPage } from '../page/board-page';

/** The Pinterest board that a tab shows; undefined on any other page, and where the page cannot be read. */
export async function findBoardInTab(tabId: number, address: string): Promise<BoardOnPage | undefined> {
  if (boardPath(address) === undefined) return undefined;
  try {
    const results = await browser.scripting.executeScript({ target: { tabId }, func: readPageData });
    const markup = results[0]?.result;
    if (typeof markup !== 'string') return undefined;
    // Parsed apart from any page: no script of it runs and nothing of it loads.
    return readBoardPage(new DOMParser().parseFromString(markup, 'text/html'), address);
  } catch {
    return undefined;
  }
}

/** Runs in the page: must not refer to anything outside itself. */
function readPageData(): string {
  return Array.from(document.querySelectorAll('script[type="application/json"]'), (script) => script.outerHTML).join(
    '',
  );
}
