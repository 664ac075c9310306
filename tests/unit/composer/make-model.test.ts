import { beforeEach, expect, test } from 'vitest';
import { createPlan } from '../../../components/plan/plan-model';
import { findDraft, listPlan } from '../../../lib/store/pins';
import { readSettings } from '../../../lib/store/settings';
import { candidate, NOW, PAGE, page, readBytes } from './samples';
import { eventually, open, setStage, stage, storedPins, TAB } from './stage';

beforeEach(setStage);

/** A composer on a page of `count` pictures, all of them chosen. */
async function chooseAll(count: number) {
  stage.facts = page({ candidates: Array.from({ length: count }, (_, index) => candidate(`picture-${index}`)) });
  const opened = await open();
  const { form } = opened;
  form().toggle([form().images.offered.value[0]!], false);
  form().toggle(form().images.offered.value, true);
  return opened;
}

test('one picture leaves nothing to choose; several are one pin or a pin each, as was said last time', async () => {
  const { form } = await open();
  expect(form().make.hasChoice.value).toBe(false);
  const second = await chooseAll(3);
  expect(second.form().make).toMatchObject({ hasChoice: { value: true }, value: { value: 'one' } });
  second.form().make.choose('separate');
  await eventually(async () => expect((await readSettings()).make).toBe('separate'));
  await second.composer.discard();
  expect((await chooseAll(3)).form().make.value.value).toBe('separate');
});

test('more pictures than a carousel takes are separate pins', async () => {
  const { form } = await chooseAll(6);
  expect(form().make).toMatchObject({ isTooMany: { value: true }, value: { value: 'separate' } });
});

test('a rule of carousels holds one pin back, and no separate pins', async () => {
  const shapes = [
    { width: 1000, height: 1500 },
    { width: 1500, height: 1000 },
  ];
  stage.prepare = (slide) => readBytes({ ...slide, ...shapes[slide.url.includes('picture-0') ? 0 : 1] });
  const { form } = await chooseAll(2);
  const isHeldBack = () => form().checks.value.some(({ id }) => id === 'slides-mixed');
  await eventually(() => expect(isHeldBack()).toBe(true));
  form().make.choose('separate');
  expect(isHeldBack()).toBe(false);
});

test('a pin is drafted for each picture, and the way back leads to the same choice', async () => {
  const { composer, form } = await chooseAll(3);
  form().make.choose('separate');
  const { id } = form().draft.pin.value;
  await composer.separate();
  const state = composer.state.value;
  if (state.kind !== 'plan') throw new Error(`the composer is ${state.kind}`);
  expect((await listPlan(state.planId)).map(({ slides }) => slides[0]?.url)).toEqual([
    'https://pictures.test/picture-0.jpg',
    'https://pictures.test/picture-1.jpg',
    'https://pictures.test/picture-2.jpg',
  ]);
  state.goBack?.();
  await eventually(() => expect(form().draft.pin.value.id).toBe(id));
  expect(form().draft.slides.value).toHaveLength(3);
  await eventually(() => expect(form().status.value.words).toMatch(/waiting to be scheduled/));
  const reopened = await open();
  expect(reopened.form().status.value.words).toMatch(/waiting to be scheduled/);
  reopened.form().status.value.offer?.act();
  expect(reopened.composer.state.value).toMatchObject({ kind: 'plan', planId: state.planId });
});

/** The review of the separate pins of three chosen pictures, their pictures read. */
async function review() {
  const { composer, form } = await chooseAll(3);
  form().make.choose('separate');
  form().draft.change({ title: 'Typed before' });
  const draft = form().draft.pin.value;
  await composer.separate();
  const state = composer.state.value;
  if (state.kind !== 'plan') throw new Error(`the composer is ${state.kind}`);
  const plan = createPlan(state.planId, TAB, () => NOW);
  await plan.open();
  await plan.pictures.idle();
  const [board] = plan.boards.value;
  await plan.putOnBoards({ kind: 'one', boards: board ? [board] : [], days: 7 });
  const schedule = async () => {
    await plan.schedule();
    expect(plan.status.line.value.words).toMatch(/3 pins are scheduled/);
  };
  return { composer, draft, plan, state, schedule };
}

test('scheduling a plan ends the draft that its pictures were chosen in, and its undo brings that back', async () => {
  const { composer, draft, plan, schedule } = await review();
  await schedule();
  expect((await storedPins()).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued']);
  const next = await open();
  expect(next.form().draft.isStored.value).toBe(false);
  expect(next.form().draft.slides.value).toHaveLength(1);
  next.composer.stop();
  await plan.status.line.value.offer?.act();
  expect(await findDraft(PAGE)).toMatchObject({
    id: draft.id,
    title: 'Typed before',
    slides: draft.slides.map(({ url }) => ({ url })),
  });
  expect(composer.state.value.kind).toBe('plan');
  await schedule();
  expect(await findDraft(PAGE)).toBeUndefined();
});

test('a draft that was worked on since its plan began outlives the plan', async () => {
  const { composer, draft, state, schedule } = await review();
  state.goBack?.();
  await eventually(() => expect(composer.state.value.kind).toBe('form'));
  const shown = composer.state.value;
  if (shown.kind === 'form') {
    shown.form.draft.change({ description: 'Typed since' });
    await shown.form.draft.whenSaved();
  }
  await schedule();
  expect(await findDraft(PAGE)).toMatchObject({ id: draft.id, description: 'Typed since' });
  expect(await storedPins()).toHaveLength(4);
});

test('choosing every picture keeps the one that was suggested', async () => {
  const { form } = await open();
  form().toggle(form().images.offered.value, true);
  expect(form().draft.slides.value).toHaveLength(form().images.offered.value.length);
});

test('of separate pins only what they have in common is checked here', async () => {
  const { form } = await chooseAll(8);
  await form().slides.idle();
  form().draft.change({ title: '', board: null });
  expect(form().checks.value.map(({ id }) => id)).toEqual(['board-missing']);
});
