import { useId } from 'preact/hooks';

/** A native checkbox; `label` is its name, `detail` is said after it and shown beneath. */
export function CheckField({
  label,
  detail,
  checked,
  onChecked,
}: {
  label: string;
  detail?: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="check-field">
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={detail ? id : undefined}
          onChange={(event) => onChecked(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {detail && (
        <p id={id} class="part-note">
          {detail}
        </p>
      )}
    </div>
  );
}
