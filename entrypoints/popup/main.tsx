import '../../assets/base.css';
import { render } from 'preact';
import { createComposer } from '../../components/composer/composer-model';
import { ComposerScreen } from '../../components/composer/composer-screen';
import { readTarget } from '../../components/composer/target';

const place = location.search === '' ? 'popup' : 'page';
document.documentElement.dataset.mode = place;

const composer = createComposer();
void composer.open(readTarget(location.search));

const screen = document.querySelector('#screen');
if (screen) render(<ComposerScreen composer={composer} place={place} />, screen);
