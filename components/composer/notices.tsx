import { openOptions } from '../../lib/browser/screens';
import { t } from '../../lib/words/t';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { checksOf } from './checks-model';
import type { Form } from './form-model';

/** What the whole composer should know; nothing when all is well. The gravest alone, so that the form keeps its room. */
export function Notices({ form }: { form: Form }) {
  const options = (
    <Button small icon="settings" onClick={() => void openOptions()}>
      {t('composer.openOptions')}
    </Button>
  );
  if (form.draft.isUnsaved.value) return <Banner tone="danger" title={t('composer.notice.unsaved')} />;
  if (!form.draft.isMine.value) {
    const take = (
      <Button small icon="edit" onClick={() => void form.draft.take()}>
        {t('composer.notice.editHere')}
      </Button>
    );
    return (
      <Banner title={t('composer.notice.elsewhere')} actions={take}>
        {t('composer.notice.elsewhereWords')}
      </Banner>
    );
  }
  if (!form.hasKey.value) {
    return (
      <Banner tone="warn" icon="key" title={t('composer.notice.noKey')} actions={options}>
        {t('composer.notice.noKeyWords')}
      </Banner>
    );
  }
  if (form.accounts.value.length === 0) {
    return (
      <Banner tone="warn" icon="account" title={t('composer.notice.noAccount')} actions={options}>
        {t('composer.notice.noAccountWords')}
      </Banner>
    );
  }
  const pause = form.pause.value;
  // The account's own line says it already, with the button that helps.
  if (pause && checksOf(form.checks.value, 'account').length === 0) {
    return (
      <Banner
        tone="warn"
        icon="pause"
        title={pause.accountId === null ? t('composer.notice.paused', { why: pause.title }) : pause.title}
        actions={options}
      >
        {pause.fix}
      </Banner>
    );
  }
  if (form.facts?.optOut) {
    return (
      <Banner tone="warn" title={t('composer.notice.optOut')}>
        <span dir="auto">{form.facts.optOut.ownerWords}</span>
      </Banner>
    );
  }
  if (!form.isOnline.value) {
    return (
      <Banner icon="offline" title={t('composer.notice.offline')}>
        {t('composer.notice.offlineWords')}
      </Banner>
    );
  }
  return null;
}
