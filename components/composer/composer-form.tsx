import { Lazy } from '../ui/lazy';
import { AccountField, BoardField } from './board-field';
import { CheckList } from './check-list';
import { ComposerFoot } from './composer-foot';
import type { Composer } from './composer-model';
import type { ComposerExits } from './composer-screen';
import type { Form } from './form-model';
import { ImagePicker } from './image-picker';
import { PinPreview } from './pin-preview';
import { SlideList } from './slide-list';
import { TextFields } from './text-fields';
import { WhenFields } from './when-fields';

const loadNotices = () => import('./notices').then(({ Notices }) => Notices);
const loadLeftPanel = () => import('./scheduled-panel').then(({ LeftPanel }) => LeftPanel);

/** Three zones (choose, word, time), what is wrong, and the one action; after scheduling, what became of the pin. */
export function ComposerForm({ form, composer, exits }: { form: Form; composer: Composer; exits: ComposerExits }) {
  return (
    <>
      {hasNotice(form) && <Lazy load={loadNotices} props={{ form, exits }} />}
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
      <ComposerFoot form={form} composer={composer} />
    </>
  );
}

/** Whether there is anything that `Notices` would say. */
function hasNotice({ draft, hasKey, accounts, pause, facts, isOnline }: Form): boolean {
  const isWell = hasKey.value && accounts.value.length > 0 && isOnline.value;
  return !isWell || pause.value !== null || draft.trouble.value !== '' || draft.clash.value || Boolean(facts?.optOut);
}
