import { Button } from '../ui/button';
import type { OptionsDesk } from './options-desk';

/** The sites whose pictures may be read, one by one. */
export function PermissionSection({ desk }: { desk: OptionsDesk }) {
  const { hosts, revoke } = desk.model;
  return (
    <div class="part-body">
      <p class="part-note">
        Pinbreeze reads a page only when you ask it to, and has no standing permission for any site but these, which you
        granted so that their pictures can be read.
      </p>
      {hosts.value.length === 0 ? (
        <p class="soft">No site is granted.</p>
      ) : (
        <ul class="rows">
          {hosts.value.map((host) => (
            <li key={host} class="row">
              <span class="row-words" dir="ltr">
                {host.replace(/\/\*$/, '')}
              </span>
              <Button kind="quiet" small icon="trash" aria-label={`Revoke ${host}`} onClick={() => void revoke(host)}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
