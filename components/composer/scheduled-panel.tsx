import './scheduled-panel.css';
import { ownHosts } from '../../lib/browser/permissions';
import { openQueue } from '../../lib/browser/screens';
import { describeHolder } from '../../lib/pin/holder';
import type { Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { AccessBanner } from '../ui/banner';
import { Button, PostLink } from '../ui/button';
import type { Composer } from './composer-model';
import type { Form } from './form-model';
import { PinPreview } from './pin-preview';

/** What became of the pin after *Schedule pin*, live until it is published. */
export function ScheduledPanel({ form, composer }: { form: Form; composer: Composer }) {
  const pin = form.scheduling.scheduledPin.value;
  if (!pin) return null;
  const held = describeHolder(pin);
  const problem = pin.state === 'failed' && pin.lastError ? explain(pin.lastError, pin) : null;
  const canTakeBack = (pin.state === 'queued' || pin.state === 'handed-over') && pin.request === null;
  return (
    <section class="scheduled-panel" aria-label={t('composer.scheduled.region')}>
      <PinPreview form={form} />
      <div class="scheduled-words">
        <h2 tabIndex={-1} ref={takeFocus}>
          {t(HEADINGS[pin.state])}
        </h2>
        <dl>
          {pin.publishAt !== null && (
            <>
              <dt>{t('composer.scheduled.time')}</dt>
              <dd>{formatTime(pin.publishAt, Date.now())}</dd>
            </>
          )}
          <dt>{t('composer.scheduled.board')}</dt>
          <dd dir="auto">{pin.board?.name}</dd>
          <dt>{t('composer.scheduled.holder')}</dt>
          <dd>{held.words}</dd>
          {problem && (
            <>
              <dt>{t('composer.scheduled.reason')}</dt>
              <dd>
                {problem.title} {problem.fix}
              </dd>
            </>
          )}
        </dl>
        {pin.state !== 'published' && <AccessBanner access={ownHosts} />}
        {pin.post?.externalUrl && (
          <p>
            <PostLink address={pin.post.externalUrl} />
          </p>
        )}
        <div class="scheduled-acts">
          {form.facts && (
            <Button kind="primary" icon="add" onClick={() => void composer.another()}>
              {t('composer.scheduled.another')}
            </Button>
          )}
          {canTakeBack && (
            <Button icon="undo" onClick={() => void composer.takeBack(pin.id)}>
              {t('composer.scheduled.takeBack')}
            </Button>
          )}
          {pin.state === 'failed' && (
            <Button icon="edit" onClick={() => void composer.open({ pinId: pin.id })}>
              {t('composer.scheduled.edit')}
            </Button>
          )}
          <Button icon="queue" onClick={() => void openQueue(pin.id)}>
            {t('composer.openPlanner')}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** The button that scheduled the pin is gone: keep the keyboard's place. */
function takeFocus(heading: HTMLElement | null): void {
  heading?.focus();
}

const HEADINGS = {
  draft: 'composer.scheduled.draft',
  queued: 'composer.scheduled.queued',
  sending: 'composer.scheduled.sending',
  'handed-over': 'composer.scheduled.handedOver',
  published: 'composer.scheduled.published',
  failed: 'composer.scheduled.failed',
  canceled: 'composer.scheduled.canceled',
} as const satisfies Record<Pin['state'], string>;
