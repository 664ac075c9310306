import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { Button } from '../../../components/ui/button';
import { Dialog, Menu } from '../../../components/ui/overlays';

afterEach(() => {
  render(null, document.body);
  document.body.replaceChildren();
});

const settle = () => new Promise<void>((resolve) => queueMicrotask(resolve));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** A button that opens a dialog, with the focus on it, clicked. */
async function openDialog() {
  const isOpen = signal(false);
  const close = () => {
    isOpen.value = false;
  };
  function Screen() {
    return (
      <>
        <Button
          onClick={() => {
            isOpen.value = true;
          }}
        >
          Open
        </Button>
        {isOpen.value && (
          <Dialog title="Board" onClose={close}>
            <input />
          </Dialog>
        )}
      </>
    );
  }
  render(<Screen />, document.body);
  find('button').focus();
  find('button').click();
  await settle();
  return { isOpen, close };
}

test('a dialog has the focus when it opens, and its opener before the next paint once it closes', async () => {
  const { close } = await openDialog();
  expect(document.activeElement).toBe(find('input'));
  close();
  await settle();
  expect(document.querySelector('dialog')).toBeNull();
  expect(document.activeElement).toBe(find('button'));
});

test('a dialog that the browser closes without asking is closed for its owner too, and opens again', async () => {
  const { isOpen } = await openDialog();
  find<HTMLDialogElement>('dialog').close();
  await expect.poll(() => isOpen.value).toBe(false);
  find('button').click();
  await settle();
  await frame();
  expect(find<HTMLDialogElement>('dialog').open).toBe(true);
  expect(isOpen.value).toBe(true);
});

test('an open menu stays at its button when the page scrolls', async () => {
  const choices = () => [{ key: 'board', words: 'Change board', icon: 'edit' as const, onSelect: () => undefined }];
  render(
    <div style={{ blockSize: '300vh', paddingBlockStart: '200px' }}>
      <Menu label="More acts" items={choices} />
    </div>,
    document.body,
  );
  find('button').click();
  await settle();
  const distance = () => find('[role="menu"]').getBoundingClientRect().top - find('button').getBoundingClientRect().top;
  const before = distance();
  scrollTo(0, 100);
  await frame();
  await frame();
  expect(scrollY).toBe(100);
  expect(distance()).toBe(before);
});
