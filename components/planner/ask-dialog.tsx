import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { nameOf } from './arrange';
import type { Planner } from './planner-model';

/** What every dialog about pins is given. */
export interface AboutPins {
  planner: Planner;
  pins: readonly Pin[];
  onClose: () => void;
}

/** A form about one pin or many, with its act and a way out. `onSubmit` answers whether it is done. */
export function AskDialog({
  title,
  pins,
  inOrder = false,
  onClose,
  onSubmit,
  children,
}: Pick<AboutPins, 'pins' | 'onClose'> & {
  title: string;
  /** Whether the order of the pins' times matters. */
  inOrder?: boolean;
  onSubmit: () => boolean;
  children: ComponentChildren;
}) {
  const id = useId();
  const [first] = pins;
  const count = pins.length;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('planner.ask.cancel')}</Button>
          <Button kind="primary" type="submit" form={id}>
            {title}
          </Button>
        </>
      }
    >
      <form
        id={id}
        class="ask"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (onSubmit()) onClose();
        }}
      >
        <p dir="auto" class="ask-about">
          {count === 1 && first
            ? nameOf(first)
            : t(inOrder ? 'planner.ask.pinsInOrder' : 'planner.ask.pins', { count })}
        </p>
        {children}
      </form>
    </Dialog>
  );
}
