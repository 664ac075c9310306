import { addUtm, type Utm } from '../../lib/pin/template';
import { t } from '../../lib/words/t';
import { TextField } from '../ui/field';
import { CheckField } from './check-field';
import type { OptionsModel } from './model';

const EXAMPLE = 'https://example.com/pumpkin-soup';

/** Parameters that are added to links, for the user's own statistics. */
export function LinkSection({ options }: { options: OptionsModel }) {
  const utm = options.settings.value?.utm;
  if (!utm) return null;
  const put = (patch: Partial<Utm>) => void options.change({ utm: { ...utm, ...patch } });
  return (
    <div class="part-body">
      <CheckField
        label="Add UTM parameters to links"
        detail="So that your own statistics tell visitors from Pinterest. Other sites’ tracking parameters are taken off anyway."
        checked={utm.on}
        onChecked={(on) => put({ on })}
      />
      {utm.on && (
        <>
          <TextField
            label={t('templates.utm')}
            value={utm.template}
            onValue={(template) => put({ template })}
            spellcheck={false}
            autocomplete="off"
            dir="ltr"
          />
          <p class="part-note">
            For example <code dir="ltr">{addUtm(EXAMPLE, utm)}</code>
          </p>
        </>
      )}
    </div>
  );
}
