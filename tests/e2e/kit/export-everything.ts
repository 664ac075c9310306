import type { Page } from '@playwright/test';

/** Presses *Export* on the queue and answers the file's bytes. Pictures that are drawn meanwhile are no zip, and not it. */
export async function exportEverything(queue: Page): Promise<Uint8Array> {
  const bytes = await queue.evaluate(async () => {
    const create = URL.createObjectURL;
    const file = new Promise<Blob>((resolve) => {
      URL.createObjectURL = (object) => {
        if (object instanceof Blob && object.type === 'application/zip') resolve(object);
        return create.call(URL, object);
      };
    });
    for (const button of document.querySelectorAll('button')) if (button.textContent === 'Export') button.click();
    return Array.from(new Uint8Array(await (await file).arrayBuffer()));
  });
  return Uint8Array.from(bytes);
}
