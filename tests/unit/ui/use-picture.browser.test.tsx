import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test } from 'vitest';
import { createThumbnails, usePicture } from '../../../components/ui/thumb';
import type { Pin } from '../../../lib/pin/pin';
import { createPin } from '../images/fake-world';

const URL = 'https://cdn.example.com/photo.jpg';

test('a picture that turns out to be held by its address alone is shown from there', async () => {
  const findThumbnail = createThumbnails();
  const pin = signal<Pin>(createPin([URL], { width: 3000, height: 4000, rung: 'reading' }));
  const Row = () => <output>{usePicture(pin.value, findThumbnail)}</output>;
  render(<Row />, document.body);
  expect(document.querySelector('output')?.textContent).toBe('');
  pin.value = createPin([URL], { width: 3000, height: 4000, rung: 'address' });
  await expect.poll(() => document.querySelector('output')?.textContent).toBe(URL);
  render(null, document.body);
});
