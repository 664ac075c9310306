import { type BoardOnPage, boardPath, readBoardPage } from '../page/board-page';
import { runInPage } from './run-in-page';

/** The Pinterest board that a tab shows; undefined on any other page, and where the page cannot be read. */
export async function findBoardInTab(tabId: number, address: string): Promise<BoardOnPage | undefined> {
  if (boardPath(address) === undefined) return undefined;
  const markup = await runInPage(tabId, readPageData, []);
  if (markup === undefined) return undefined;
  // Parsed apart from any page: no script of it runs and nothing of it loads.
  return readBoardPage(new DOMParser().parseFromString(markup, 'text/html'), address);
}

/** Runs in the page: must not refer to anything outside itself. */
function readPageData(): string {
  return Array.from(document.querySelectorAll('script[type="application/json"]'), (script) => script.outerHTML).join(
    '',
  );
}
