import '../../assets/base.css';
import { render } from 'preact';
import { createOptions } from '../../components/options/model';
import { OptionsScreen } from '../../components/options/options-screen';

render(<OptionsScreen options={createOptions()} />, document.body.querySelector('#app') as Element);
