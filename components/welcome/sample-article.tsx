import { openTab } from '../../lib/browser/screens';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';

/** A made-up article with two pictures of ours, and the composer on it: see `sample.ts`. */
export function SampleArticle() {
  return (
    <article class="sample">
      <p class="sample-site">{t('welcome.sample.site')}</p>
      <h3>{t('welcome.sample.title')}</h3>
      <p>{t('welcome.sample.description')}</p>
      <div class="sample-pictures">
        <img src="/sample/apple-cake.jpg" alt={t('welcome.sample.cake')} />
        <img src="/sample/autumn-fields.jpg" alt={t('welcome.sample.fields')} />
      </div>
      <Button kind="primary" icon="pin" onClick={() => void openTab('/welcome.html?sample')}>
        {t('welcome.trySample')}
      </Button>
    </article>
  );
}
