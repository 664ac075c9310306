import { fromFieldValue, toFieldValue } from '../../lib/time';
import { formatDistance, formatTime, formatWeekday } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { RadioGroup } from '../ui/choices';
import { TextField } from '../ui/field';
import { CheckLines, isWrong } from './check-lines';
import type { Form } from './form-model';

/** When the pin goes out, and who sends it then. The times of separate pins are decided in their review. */
export function WhenFields({ form }: { form: Form }) {
  const { when, publishAt } = form.draft.pin.value;
  const slotAt = form.time.slotAt.value;
  const now = Date.now();
  if (form.make.value.value === 'separate')
    return (
      <div class="when">
        <SentBy form={form} />
      </div>
    );
  return (
    <div class="when">
      <RadioGroup
        label={t('composer.when')}
        value={when}
        onValue={form.time.chooseWhen}
        choices={[
          {
            value: 'slot',
            label: t('composer.when.slot'),
            detail: slotAt === null ? t('composer.when.noSlot') : formatTime(slotAt, now),
          },
          { value: 'time', label: t('composer.when.time') },
          { value: 'now', label: t('composer.when.now') },
        ]}
      />
      {when === 'time' && (
        <TextField
          label={t('composer.when.field')}
          type="datetime-local"
          value={publishAt === null ? '' : toFieldValue(publishAt)}
          min={toFieldValue(now)}
          onValue={(value) => form.time.chooseTime(fromFieldValue(value))}
          isWrong={isWrong(form, 'time')}
          hint={describeTime(publishAt, now)}
        />
      )}
      <CheckLines form={form} area="time" />
      <SentBy form={form} />
    </div>
  );
}

/** "in 3 days, Tuesday (Europe/Berlin)". */
function describeTime(publishAt: number | null, now: number): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (publishAt === null || publishAt < now) return t('composer.when.zone', { zone });
  return t('composer.when.inWords', { distance: formatDistance(publishAt, now), day: formatWeekday(publishAt), zone });
}

function SentBy({ form }: { form: Form }) {
  const { when, handOver } = form.draft.pin.value;
  const isAtPostbreeze = form.edited?.state === 'handed-over';
  const isAsked = !form.hasChosenHandOver.value && !isAtPostbreeze;
  return (
    <>
      <RadioGroup
        label={t('general.sentBy')}
        value={handOver}
        onValue={form.chooseHandOver}
        onAgain={() => form.chooseHandOver(handOver)}
        choices={[
          {
            value: 'at-time',
            label: t('general.sentBy.browser'),
            disabled: isAtPostbreeze,
            detail: isAtPostbreeze
              ? t('composer.sentBy.isAtPostbreeze')
              : handOver === 'at-time' && t(when === 'now' ? 'composer.sentBy.now' : 'general.sentBy.browserDetail'),
          },
          {
            value: 'right-away',
            label: t('general.sentBy.postbreeze'),
            detail: isAsked
              ? t('composer.sentBy.recommended')
              : handOver === 'right-away' && t('general.sentBy.postbreezeDetail'),
          },
        ]}
      />
      {isAsked && <p class="when-asked">{t('composer.sentBy.ask')}</p>}
    </>
  );
}
