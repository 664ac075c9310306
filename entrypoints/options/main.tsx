import '../../assets/base.css';
import { render } from 'preact';
import { openOptionsDesk } from '../../components/options/open-desk';
import { OptionsScreen } from '../../components/options/options-screen';

render(<OptionsScreen desk={openOptionsDesk(document)} />, document.body.querySelector('#app') as Element);
