import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Banner } from './banner';
import { Button } from './button';

/** Whether the browser lets this extension reach Postbreeze at all. */
export interface Access {
  has: () => Promise<boolean>;
  /** Asks the user. Must be reached before any `await` of a click. */
  request: () => Promise<boolean>;
  /** Calls back when it may have changed. Answers how to stop. */
  listen: (look: () => void) => () => void;
}

/** Says so where the user's browser withholds Postbreeze from us, which it may at any time, and asks for it; else nothing. */
export function AccessBanner({ access }: { access: Access }) {
  const isWithheld = useSignal(false);
  const look = async () => {
    isWithheld.value = !(await access.has());
  };
  useEffect(() => {
    void look();
    return access.listen(() => void look());
  }, []);
  if (!isWithheld.value) return null;
  return (
    <Banner
      tone="danger"
      icon="lock"
      title={t('ui.access.title')}
      actions={
        <Button small onClick={() => void access.request().then(look)}>
          {t('ui.access.allow')}
        </Button>
      }
    >
      {t('ui.access.words')}
    </Banner>
  );
}
