import { useSignal } from '@preact/signals';
import { t } from '../../lib/words/t';
import { SelectField } from '../ui/field';
import { type AboutPins, AskDialog } from './ask-dialog';

/** Fills one of the templates in for pins. */
export function TemplateDialog({ planner, pins, onClose }: AboutPins) {
  const templates = planner.settings.value?.templates ?? [];
  const id = useSignal(templates[0]?.id ?? '');
  const template = templates.find((one) => one.id === id.value);
  return (
    <AskDialog
      title={t('planner.act.template')}
      pins={pins}
      onClose={onClose}
      onSubmit={() => {
        if (template) void planner.verbs.fill(pins, template);
        return template !== undefined;
      }}
    >
      <SelectField
        label={t('planner.ask.template')}
        options={templates.map(({ id, name }) => [id, name] as const)}
        value={id.value}
        hint={t('planner.ask.boardHeld')}
        onValue={(value) => {
          id.value = value;
        }}
      />
    </AskDialog>
  );
}
