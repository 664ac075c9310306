import '../../assets/base.css';
import { render } from 'preact';
import { createComposer } from '../../components/composer/composer-model';
import { ComposerScreen } from '../../components/composer/composer-screen';
import { PanelBar } from '../../components/composer/panel-bar';
import { createPanelModel } from '../../components/composer/panel-model';
import { openScreen } from '../../components/ui/open-screen';
import { t } from '../../lib/words/t';

document.documentElement.dataset.mode = 'panel';

const composer = createComposer();
const panel = createPanelModel(composer);
void panel.start();

const screen = <ComposerScreen composer={composer} place="panel" bar={<PanelBar panel={panel} />} />;
render(screen, openScreen(document, t('composer.new')));
