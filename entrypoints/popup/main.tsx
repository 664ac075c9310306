import '../../assets/base.css';
import { render } from 'preact';
import { readTarget } from '../../components/composer/around';
import { createComposer } from '../../components/composer/composer-model';
import { type ComposerPlace, ComposerScreen, moveToWindow } from '../../components/composer/composer-screen';
import { openScreen } from '../../components/ui/screen';
import { t } from '../../lib/words/t';

if (location.search === '?to=window') void moveToWindow();
else showComposer(location.search === '' ? 'popup' : 'page');

function showComposer(place: ComposerPlace): void {
  document.documentElement.dataset.mode = place;
  const composer = createComposer();
  void composer.open(readTarget(location.search));
  render(<ComposerScreen composer={composer} place={place} />, openScreen(document, t('composer.new')));
}
