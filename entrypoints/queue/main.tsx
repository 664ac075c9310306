import '../../assets/base.css';
import { render } from 'preact';
import { openQueueDesk } from '../../components/planner/open-desk';
import { QueueScreen } from '../../components/planner/queue-screen';

const desk = openQueueDesk(document, new URL(location.href).searchParams.get('pin'));
render(<QueueScreen desk={desk} />, document.body.querySelector('#app') as Element);
