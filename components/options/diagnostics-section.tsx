import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { StatusLine } from '../ui/status-line';
import { createDiagnostics } from './diagnostics';

/** What to send with a report of something that does not work, and the test of the connection. */
export function DiagnosticsSection() {
  const [diagnostics] = useState(createDiagnostics);
  const { facts, calls, told, isTesting } = diagnostics;
  useEffect(() => void diagnostics.read(), []);
  return (
    <div class="part-body">
      <p class="part-note">{t('diagnostics.note')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a report too wide for the screen is scrolled by keyboard too */}
      <section class="report" aria-label={t('diagnostics.report')} tabIndex={0}>
        <dl>
          {[...facts.value, ...calls.value].map(([name, value]) => (
            <div key={name}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div class="part-acts">
        <Button icon="check" disabled={isTesting.value} onClick={() => void diagnostics.test()}>
          {t('diagnostics.test')}
        </Button>
        <Button kind="quiet" onClick={() => void diagnostics.copy()}>
          {t('diagnostics.copy')}
        </Button>
      </div>
      <StatusLine ofPart tone={told.value.tone} words={told.value.words} />
    </div>
  );
}
