import '../../assets/base.css';
import { render } from 'preact';
import { openPlanner } from '../../components/planner/planner-model';
import { PlannerScreen } from '../../components/planner/planner-screen';

const planner = openPlanner();
const pinId = new URL(location.href).searchParams.get('pin');
if (pinId !== null) planner.showOnceRead(pinId);
render(<PlannerScreen planner={planner} />, document.body.querySelector('#app') as Element);
