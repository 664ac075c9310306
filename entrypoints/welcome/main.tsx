import '../../assets/base.css';
import { render } from 'preact';
import { createOptions } from '../../components/options/model';
import { openScreen } from '../../components/ui/screen';
import { WelcomeScreen } from '../../components/welcome/welcome-screen';
import { t } from '../../lib/words/t';

const screen = openScreen(document, t('welcome.title'));
if (location.search === '?sample')
  void import('../../components/welcome/sample').then(({ showSample }) => showSample(screen));
else render(<WelcomeScreen options={createOptions()} />, screen);
