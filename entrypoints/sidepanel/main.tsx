import '../../assets/base.css';
import { render } from 'preact';
import { createComposer } from '../../components/composer/composer-model';
import { ComposerScreen, createPanelModel, PanelBar } from '../../components/composer/composer-screen';
import { openScreen } from '../../components/ui/screen';
import { t } from '../../lib/words/t';

document.documentElement.dataset.mode = 'panel';

const composer = createComposer();
const panel = createPanelModel(composer);
void panel.start();

const screen = <ComposerScreen composer={composer} place="panel" bar={<PanelBar panel={panel} />} />;
render(screen, openScreen(document, t('composer.new')));
