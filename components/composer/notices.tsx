import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import type { ComposerExits } from './composer-screen';
import type { Form } from './form-model';

/** What the whole composer should know; nothing when all is well. The gravest alone, so that the form keeps its room. */
export function Notices({ form, exits }: { form: Form; exits: ComposerExits }) {
  const options = (words: string) => (
    <Button small icon="settings" onClick={exits.openOptions}>
      {words}
    </Button>
  );
  if (form.draft.trouble.value) return <Banner tone="danger" title={form.draft.trouble.value} />;
  if (!form.hasKey.value) {
    return (
      <Banner tone="warn" icon="key" title="Not connected to Postbreeze yet." actions={options('Open options')}>
        Compose as you like: everything is kept. To schedule it, enter your API key in the options.
      </Banner>
    );
  }
  if (form.accounts.value.length === 0) {
    return (
      <Banner tone="warn" icon="account" title="No Pinterest account is connected." actions={options('Open options')}>
        Connect one in the Postbreeze dashboard, then refresh the accounts in the options.
      </Banner>
    );
  }
  const pause = form.pause.value;
  if (pause) {
    return (
      <Banner tone="warn" icon="pause" title={`Everything is paused. ${pause.title}`} actions={options('Open options')}>
        {pause.fix}
      </Banner>
    );
  }
  if (form.facts?.optOut) {
    return (
      <Banner tone="warn" title="The owner of this page asks that nothing on it be pinned.">
        <span dir="auto">{form.facts.optOut.ownerWords}</span>
      </Banner>
    );
  }
  if (form.draft.clash.value) {
    return (
      <Banner tone="warn" title="This draft is open in another window, and both changed it.">
        What was typed last is kept. Close one of the windows.
      </Banner>
    );
  }
  if (!form.isOnline.value) {
    return (
      <Banner icon="offline" title="You are offline.">
        Compose and schedule as usual: the pin waits in this browser and goes out when you are back.
      </Banner>
    );
  }
  return null;
}
