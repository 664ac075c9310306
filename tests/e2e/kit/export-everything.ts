import type { Page } from '@playwright/test';

/** Presses *Export* on the queue and answers the file's bytes. */
export const exportEverything = (queue: Page): Promise<Uint8Array> => pressForFile(queue, 'Export', 'application/zip');

/** Presses a button and answers the bytes of the file of that type that it offers. Pictures drawn meanwhile are not it. */
export async function pressForFile(page: Page, button: string, type: string): Promise<Uint8Array> {
  const bytes = await page.evaluate(
    async ({ button, type }) => {
      const create = URL.createObjectURL;
      const file = new Promise<Blob>((resolve) => {
        URL.createObjectURL = (object) => {
          if (object instanceof Blob && object.type === type) resolve(object);
          return create.call(URL, object);
        };
      });
      for (const one of document.querySelectorAll('button')) if (one.textContent === button) one.click();
      const found = await file;
      URL.createObjectURL = create;
      return Array.from(new Uint8Array(await found.arrayBuffer()));
    },
    { button, type },
  );
  return Uint8Array.from(bytes);
}
