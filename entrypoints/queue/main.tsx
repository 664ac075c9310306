import '../../assets/base.css';
import { render } from 'preact';
import { openPlanner } from '../../components/planner/planner-model';
import { PlannerScreen } from '../../components/planner/planner-screen';
import { openScreen } from '../../components/ui/screen';
import { t } from '../../lib/words/t';

const planner = openPlanner();
const pinId = new URL(location.href).searchParams.get('pin');
if (pinId !== null) planner.showOnceRead(pinId);
render(<PlannerScreen planner={planner} />, openScreen(document, t('planner.heading')));
