import { t } from '../../lib/words/t';
import { listDrafts } from './arrange';
import { CalendarPin } from './calendar-pin';
import type { Moving } from './moving';
import type { Planner } from './planner-model';

const SHOWN = 60;

/** Drafts without a time, to be dragged into the calendar. */
export function DraftTray({ planner, moving }: { planner: Planner; moving: Moving }) {
  const drafts = listDrafts(planner.pins.value ?? []);
  return (
    <aside class="draft-tray" aria-label={t('planner.section.drafts')}>
      <h2>
        {t('planner.section.drafts')} <span class="pin-section-count">{drafts.length}</span>
      </h2>
      {drafts.length === 0 ? (
        <p>{t('planner.calendar.noDrafts')}</p>
      ) : (
        <>
          <p>{t('planner.calendar.trayHint')}</p>
          <div class="cal-items">
            {drafts.slice(0, SHOWN).map((pin) => (
              <CalendarPin key={pin.id} pin={pin} planner={planner} moving={moving} />
            ))}
          </div>
        </>
      )}
    </aside>
  );
}
