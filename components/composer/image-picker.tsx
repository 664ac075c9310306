import type { Form } from '../../lib/composer/form-model';
import { findPlace, type ImageChoice } from '../../lib/composer/page-images';
import { count, LEFT_OUT_REASONS } from '../../lib/composer/words';
import { Empty } from '../ui/banner';
import { Button } from '../ui/button';
import { Thumb } from '../ui/thumb';
import './image-picker.css';

/** The page's pictures to choose from, best first, and on demand those that were left out. */
export function ImagePicker({ form }: { form: Form }) {
  const offered = form.images.offered.value;
  const more = form.images.more.value;
  return (
    <div class="zone zone-images">
      <fieldset class="images">
        <legend>Images on this page</legend>
        {offered.length === 0 && <NoImages form={form} />}
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
    ...(form.facts?.notes ?? []),
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

function LeftOut({ form }: { form: Form }) {
  const leftOut = form.images.leftOut.value;
  if (leftOut.length === 0) return null;
  return (
    <details class="left-out">
      <summary>{count(leftOut.length, 'image')} left out</summary>
      <ul aria-label="Left-out images">
        {leftOut.slice(0, 100).map((one) => (
          <li key={one.url}>
            <span class="left-out-picture">
              <Thumb src={one.reason === 'broken' ? '' : one.url} />
            </span>
            <span class="left-out-words">
              <span dir="auto">{one.name}</span>
              <small>
                {LEFT_OUT_REASONS[one.reason]}
                {one.ownerWords && (
                  <>
                    : “<span dir="auto">{one.ownerWords}</span>”
                  </>
                )}
              </small>
            </span>
            {one.choice && <UseAnyway form={form} choice={one.choice} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function UseAnyway({ form, choice }: { form: Form; choice: ImageChoice }) {
  const isPicked = findPlace(choice, form.draft.slides.value) >= 0;
  return (
    <Button small kind="quiet" aria-pressed={isPicked} onClick={() => form.toggle(choice, !isPicked)}>
      {isPicked ? 'Chosen' : 'Use anyway'}
    </Button>
  );
}
