import { createComposer } from '../../../components/composer/composer-model';
import type { Form } from '../../../components/composer/form-model';
import type { FakeWorld } from './fake-world';

const THIS_TAB = { tabId: null, imageUrl: null };

/** A composer opened for the tab in view, or for `target`; `form` is the form it shows by then. */
export async function open(
  world: FakeWorld,
  target: Parameters<ReturnType<typeof createComposer>['open']>[0] = THIS_TAB,
) {
  const composer = createComposer(world);
  await composer.open(target);
  const form = () => {
    const state = composer.state.value;
    if (state.kind !== 'form') throw new Error(`the composer is ${state.kind}`);
    return state.form;
  };
  return { composer, form };
}

/** Picks the first picture and a board, which is all that a pin of the fake page lacks. */
export async function fill(form: Form): Promise<void> {
  form.toggle(form.images.offered.value[0]!, true);
  form.boards.choose({ id: 'board-Soups', name: 'Soups' });
  await form.slides.idle();
}
