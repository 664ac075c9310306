import { useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Lazy } from '../ui/lazy';
import type { Form } from './form-model';
import './slide-list.css';

const loadRows = () => import('./slide-rows').then(({ SlideRows }) => SlideRows);

/** The chosen pictures in the order of the carousel. */
export function SlideList({ form }: { form: Form }) {
  const count = form.draft.slides.value.length;
  const list = useRef<HTMLOListElement>(null);
  return (
    <div class="slides">
      <h2>
        {t('composer.slides')}{' '}
        {count > 1 && <span class="slides-kind">{t('composer.slides.carousel', { count })}</span>}
      </h2>
      {count === 0 && <p class="slides-none">{t('composer.slides.none')}</p>}
      <ol aria-label={t('composer.slides')} ref={list} class="slide-rows">
        {count > 0 && <Lazy load={loadRows} props={{ form, list }} />}
      </ol>
    </div>
  );
}
