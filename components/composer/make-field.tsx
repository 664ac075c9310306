import { CAROUSEL_MAX } from '../../lib/pin/limits';
import { t } from '../../lib/words/t';
import { RadioGroup } from '../ui/radio-group';
import type { Form } from './form-model';

/** One pin of several pictures, or a pin each. */
export function MakeField({ form }: { form: Form }) {
  const isTooMany = form.make.isTooMany.value;
  return (
    <RadioGroup
      row
      label={t('composer.make')}
      value={form.make.value.value}
      onValue={form.make.choose}
      choices={[
        {
          value: 'one',
          label: t('composer.make.one'),
          disabled: isTooMany,
          detail: isTooMany && t('composer.make.tooMany', { count: CAROUSEL_MAX }),
        },
        { value: 'separate', label: t('composer.make.separate') },
      ]}
    />
  );
}
