import type { Composer } from '../../lib/composer/composer-model';
import type { Form } from '../../lib/composer/form-model';
import { Lazy } from '../ui/lazy';
import { AccountField, BoardField } from './board-field';
import { CheckList } from './check-list';
import { ComposerFoot } from './composer-foot';
import type { ComposerExits } from './composer-screen';
import { ImagePicker } from './image-picker';
import { Notices } from './notices';
import { PinPreview } from './pin-preview';
import { SlideList } from './slide-list';
import { TextFields } from './text-fields';
import { WhenFields } from './when-fields';

const loadLeftPanel = () => import('./left-panel').then(({ LeftPanel }) => LeftPanel);

/** Three zones (choose, word, time), what is wrong, and the one action; after scheduling, what became of the pin. */
export function ComposerForm({ form, composer, exits }: { form: Form; composer: Composer; exits: ComposerExits }) {
  return (
    <>
      <Notices form={form} exits={exits} />
      {form.scheduling.left.value ? (
        <Lazy load={loadLeftPanel} props={{ form, composer, exits }} />
      ) : (
        <>
          <div class="zones">
            <ImagePicker form={form} />
            <div class="zone zone-words">
              <SlideList form={form} />
              <AccountField form={form} />
              <BoardField form={form} />
              <TextFields form={form} />
            </div>
            <div class="zone zone-time">
              <PinPreview form={form} />
              <WhenFields form={form} />
            </div>
          </div>
          <CheckList form={form} exits={exits} />
        </>
      )}
      <ComposerFoot form={form} />
    </>
  );
}
