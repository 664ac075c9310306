import { isSafePicture, readHeader } from '../../lib/images/header';
import { describeBytes } from '../../lib/images/picture';
import { createSlide, type Slide } from '../../lib/pin/slide';
import { putBlob } from '../../lib/store/blobs';
import { t } from '../../lib/words/t';
import type { Form } from './form-model';

/**
 * Adds pictures that came from no page: files, what was dropped or pasted, a part of the screen. Their bytes are kept before the
 * draft names them; from there on they go the ladder like any other. Says what became of them.
 */
export async function addFiles(files: readonly Blob[], form: Form, patch: Partial<Slide> = {}): Promise<void> {
  const slides: Slide[] = [];
  let refused = 0;
  try {
    for (const file of files) {
      const slide = await keep(file);
      if (slide) slides.push({ ...slide, ...patch });
      else refused++;
    }
  } catch {
    form.say('danger', t('composer.add.notKept'));
  }
  if (slides.length > 0) form.slides.add(slides);
  if (refused > 0) form.say('warn', t('composer.add.notPictures', { count: refused }));
  else if (slides.length > 0) form.say('good', t('composer.add.added', { count: slides.length }));
}

/** Undefined when the file is no picture, or one that no browser could hold. */
async function keep(file: Blob): Promise<Slide | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isSafePicture(bytes)) return undefined;
  const header = readHeader(bytes);
  const blob = file.slice(0, file.size, header.type);
  const original = await describeBytes(blob, { ...header, transparent: header.hasAlpha });
  await putBlob(original.hash, blob);
  const { width, height } = header;
  const url = `file:${original.hash}`;
  return { ...createSlide({ id: crypto.randomUUID(), url, text: '', width, height }), original };
}
