import { locale, t } from '../../lib/words/t';

/** Where a screen is drawn, once the document is named and runs in the direction of the catalogue's script. */
export function openScreen(document: Document, title: string): Element {
  document.title = t('general.pageTitle', { title });
  document.documentElement.dir = t('extension.direction');
  document.documentElement.lang = locale();
  return document.querySelector('#app') as Element;
}
