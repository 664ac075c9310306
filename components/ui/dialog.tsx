import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { IconButton } from './button';
import './dialog.css';

const FIRST_CONTROL = ['input:checked', 'input:not([type="radio"])', 'select', 'textarea', '[role="slider"]']
  .map((control) => `.dialog-body ${control}`)
  .join();

/** A native modal dialog, open while it is rendered. The first control of its body has the focus. Escape and the close button call `onClose`; focus goes back to what opened it. */
export function Dialog({
  title,
  onClose,
  children,
  actions,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  actions?: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = ref.current?.ownerDocument.activeElement;
    ref.current?.showModal();
    // Left alone, the focus would be on the button that closes it.
    ref.current?.querySelector<HTMLElement>(FIRST_CONTROL)?.focus();
    // A dialog that is taken out of the document, not closed, gives the focus back to nothing.
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </header>
      <div class="dialog-body">{children}</div>
      {actions && <footer class="dialog-foot">{actions}</footer>}
    </dialog>
  );
}
