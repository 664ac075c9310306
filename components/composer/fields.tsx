import { useSignal } from '@preact/signals';
import type { LinkChoice } from '../../lib/page/facts';
import { DESCRIPTION_LIMIT, TITLE_LIMIT } from '../../lib/pin/limits';
import { addUtm } from '../../lib/pin/template';
import { fromFieldValue, toFieldValue } from '../../lib/time';
import { formatDistance, formatTime, formatWeekday } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { TextArea, TextField } from '../ui/field';
import { CheckLines, isWrong } from './check-lines';
import { explainLink } from './first-draft';
import type { Form } from './form-model';

/** Title, description and link. Each keystroke is in the store at once. */
export function TextFields({ form }: { form: Form }) {
  const { title, description, link } = form.draft.pin.value;
  return (
    <>
      <TextField
        label={t('composer.title')}
        name="title"
        limit={TITLE_LIMIT}
        value={title}
        onValue={(value) => form.draft.change({ title: value })}
        autocomplete="off"
        notes={<CheckLines form={form} area="title" />}
        isWrong={isWrong(form, 'title')}
      />
      <TextArea
        label={t('composer.description')}
        name="description"
        limit={DESCRIPTION_LIMIT}
        value={description}
        onValue={(value) => form.draft.change({ description: value })}
        notes={<CheckLines form={form} area="description" />}
        isWrong={isWrong(form, 'description')}
      />
      <TextField
        label={t('composer.link')}
        name="link"
        type="url"
        value={link}
        onValue={(value) => form.draft.change({ link: value })}
        autocomplete="off"
        spellcheck={false}
        notes={<CheckLines form={form} area="link" />}
        isWrong={isWrong(form, 'link')}
        hint={link && <LinkReasonLine form={form} />}
      />
      <OtherLinks form={form} />
    </>
  );
}

function LinkReasonLine({ form }: { form: Form }) {
  const { link } = form.draft.pin.value;
  const chosen = form.links.value.find(({ url }) => addUtm(url, form.preferences.utm) === link);
  // Without its page nobody can tell where the link came from.
  const unknown = form.facts ? t('composer.link.byHand') : '';
  return <>{chosen ? explainLink(chosen.reason) : unknown}</>;
}

function OtherLinks({ form }: { form: Form }) {
  const isOpen = useSignal(false);
  const { link } = form.draft.pin.value;
  const links = form.links.value.filter(({ url }) => addUtm(url, form.preferences.utm) !== link).slice(0, 8);
  if (links.length === 0) return null;
  return (
    <details
      class="other-links"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{t('composer.link.others', { count: links.length })}</summary>
      {isOpen.value && <OtherLinkList form={form} links={links} />}
    </details>
  );
}

/** The other links that the page and the chosen pictures offer, each with its reason. */
function OtherLinkList({ form, links }: { form: Form; links: LinkChoice[] }) {
  return (
    <ul aria-label={t('composer.link.otherList')}>
      {links.map(({ url, reason }) => (
        <li key={url}>
          <span class="other-link">
            <span dir="ltr" title={url}>
              {url}
            </span>
            <small>{explainLink(reason)}</small>
          </span>
          <Button small kind="quiet" onClick={() => form.draft.act({ link: addUtm(url, form.preferences.utm) })}>
            {t('composer.link.use')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

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
