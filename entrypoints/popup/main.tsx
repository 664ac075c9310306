import '../../assets/base.css';
import { render } from 'preact';
import { createComposer } from '../../components/composer/composer-model';
import { type ComposerPlace, ComposerScreen, moveToWindow } from '../../components/composer/composer-screen';
import { readTarget } from '../../components/composer/target';

if (location.search === '?to=window') void moveToWindow();
else showComposer(location.search === '' ? 'popup' : 'page');

function showComposer(place: ComposerPlace): void {
  document.documentElement.dataset.mode = place;
  const composer = createComposer();
  void composer.open(readTarget(location.search));
  const screen = document.querySelector('#screen');
  if (screen) render(<ComposerScreen composer={composer} place={place} />, screen);
}
