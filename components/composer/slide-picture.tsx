import { type Box, CENTER, cropBox, type Size } from '../../lib/pin/ratio';
import type { Mend, Slide } from '../../lib/pin/slide';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';

/** A slide's picture: the mended bytes once they are there, until then the original shown as the mends will make it. */
export function SlidePicture({ form, slide, whole = false }: { form: Form; slide: Slide; whole?: boolean }) {
  const facts = slide.ready ?? slide.original;
  const kept = facts ? form.pictures.addressOf(facts.hash).value : '';
  const reshape = slide.ready ? undefined : slide.mends.find(isReshape);
  const size = slide.ready ?? slide.original ?? slide;
  const ratio = reshape ? RATIOS[reshape.ratio] : sayRatio(size);
  const frame = (
    <Thumb
      src={kept || slide.url}
      page={form.draft.pin.value.source.pageUrl}
      alt=""
      fit={reshape?.kind === 'pad' ? 'contain' : 'cover'}
      {...(reshape?.kind === 'crop'
        ? { position: sayPosition(cropBox(size, reshape.ratio, reshape.focus ?? slide.focus ?? CENTER), size) }
        : {})}
    />
  );
  return whole ? (
    <span class="slide-whole" style={{ aspectRatio: ratio }}>
      {frame}
    </span>
  ) : (
    frame
  );
}

const RATIOS = { '2:3': '2 / 3', '1:1': '1 / 1' };

function isReshape(mend: Mend): mend is Extract<Mend, { ratio: unknown }> {
  return mend.kind === 'crop' || mend.kind === 'pad';
}

function sayRatio({ width, height }: Size): string {
  return width > 0 && height > 0 ? `${width} / ${height}` : RATIOS['2:3'];
}

/** The `object-position` at which a covered box shows exactly this part: how far it is along the room it has. */
function sayPosition(box: Box, size: Size): string {
  const along = (start: number, room: number) => `${room > 0 ? (start / room) * 100 : 50}%`;
  return `${along(box.left, size.width - box.width)} ${along(box.top, size.height - box.height)}`;
}
