import '../../assets/base.css';
import { render } from 'preact';
import { createOptions } from '../../components/options/model';
import { openScreen } from '../../components/ui/open-screen';
import { WelcomeScreen } from '../../components/welcome/welcome-screen';
import { t } from '../../lib/words/t';

render(<WelcomeScreen options={createOptions()} />, openScreen(document, t('welcome.title')));
