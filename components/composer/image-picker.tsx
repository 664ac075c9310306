import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Empty } from '../ui/banner';
import { Button } from '../ui/button';
import { Lazy } from '../ui/lazy';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';
import { findPlace, type ImageChoice } from './page-images';
import { count } from './words';
import './image-picker.css';

/** The page's pictures to choose from, best first, and on demand those that were left out. */
export function ImagePicker({ form }: { form: Form }) {
  const offered = form.images.offered.value;
  const more = form.images.more.value;
  useEffect(() => {
    // An effect runs after the paint; the timer lets what the user does first go first.
    const timer = setTimeout(form.images.fill, 50);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="zone zone-images">
      <fieldset class="images">
        <legend>Images on this page</legend>
        {offered.length === 0 && !form.facts?.optOut && <NoImages form={form} />}
        <div class="tiles">
          {offered.map((choice) => (
            <Tile key={choice.key} form={form} choice={choice} />
          ))}
        </div>
        {more > 0 && (
          <Button small onClick={form.images.showMore}>
            Show more ({more} left)
          </Button>
        )}
      </fieldset>
      <Notes form={form} />
      <LeftOut form={form} />
    </div>
  );
}

function NoImages({ form }: { form: Form }) {
  return (
    <Empty icon="image" title={form.facts ? 'No picture to pin was found' : 'The page is not at hand'}>
      {form.pageWords || 'Scroll through the page so that it loads its pictures, then open Pinbreeze again.'}
    </Empty>
  );
}

function Tile({ form, choice }: { form: Form; choice: ImageChoice }) {
  const place = findPlace(choice, form.draft.slides.value);
  const isPicked = place >= 0;
  const size = choice.width > 0 ? `${choice.width} × ${choice.height}` : '';
  return (
    <div class={isPicked ? 'tile tile-picked' : 'tile'}>
      <label title={choice.name}>
        <input
          type="checkbox"
          checked={isPicked}
          aria-describedby={size ? `size-${choice.key}` : undefined}
          onChange={(event) => form.toggle(choice, event.currentTarget.checked)}
        />
        <span class="tile-picture">
          <Thumb
            src={choice.url}
            onFail={() => form.images.fail(choice)}
            onSize={(width, height) => form.images.measure(choice, width, height)}
          />
          {isPicked && (
            <span class="tile-place" aria-hidden="true">
              {place + 1}
            </span>
          )}
        </span>
        <span class="tile-name" dir="auto">
          {choice.name}
        </span>
      </label>
      {size && (
        <span class="tile-size" id={`size-${choice.key}`}>
          {size}
        </span>
      )}
    </div>
  );
}

function Notes({ form }: { form: Form }) {
  const broken = form.images.brokenCount.value;
  const notes = [
    ...(broken > 0
      ? [`${count(broken, 'picture does', 'pictures do')} not load and ${broken === 1 ? 'was' : 'were'} left out.`]
      : []),
    ...(form.facts?.notes ?? []).map((note) => t(`collecting.note.${note}`)),
  ];
  return (
    <>
      {notes.map((note) => (
        <p class="images-note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}

const loadLeftOut = () => import('./left-out').then(({ LeftOutList }) => LeftOutList);

function LeftOut({ form }: { form: Form }) {
  const isOpen = useSignal(false);
  const leftOut = form.images.leftOut.value;
  if (leftOut.length === 0) return null;
  return (
    <details
      class="left-out"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{count(leftOut.length, 'image')} left out</summary>
      {isOpen.value && <Lazy load={loadLeftOut} props={{ form }} />}
    </details>
  );
}
