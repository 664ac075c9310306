import '../../assets/base.css';
import { render } from 'preact';
import { createOptions } from '../../components/options/model';
import { OptionsScreen } from '../../components/options/options-screen';
import { openScreen } from '../../components/ui/screen';
import { t } from '../../lib/words/t';

render(<OptionsScreen options={createOptions()} />, openScreen(document, t('options.title')));
