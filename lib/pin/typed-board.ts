/** What reading a board's page needs of the world. */
export interface BoardReading {
  /** Must be reached before any `await` of a click. */
  requestHost: (address: string) => Promise<boolean>;
  /** The board that a Pinterest page shows; undefined when it shows none, or cannot be read. */
  findBoardAt: (address: string) => Promise<{ id: string; name: string } | undefined>;
}

const UNREADABLE =
  'The board’s id could not be read from that page. Open the board on Pinterest and add it from the composer there, or enter its id and name here.';

/**
 * The board that was typed by its id, or by its address, whose page is read for it; else what is wrong, in words. Call it
 * first in a click handler: an address asks for its host.
 */
export async function findTypedBoard(
  typed: { id: string; name: string },
  world: BoardReading,
): Promise<{ id: string; name: string } | string> {
  const id = typed.id.trim();
  const name = typed.name.trim();
  if (id === '') return 'Enter the board’s id, or its address on Pinterest.';
  if (!isBoardAddress(id)) return { id, name: name || id };
  const address = completeAddress(id);
  const isGranted = await world.requestHost(address);
  if (!isGranted) return 'Without permission for that site its page cannot be read.';
  const board = await world.findBoardAt(address);
  return board ? { id: board.id, name: name || board.name } : UNREADABLE;
}

/** Whether what was typed is a board's address rather than its id or name. */
export function isBoardAddress(text: string): boolean {
  return /^(https?:\/\/|([\w-]+\.)*pinterest\.[a-z.]+\/|pin\.it\/)/i.test(text.trim());
}

/** With its scheme, and on the host that Pinterest leads a bare one to. */
function completeAddress(text: string): string {
  return text.replace(/^(?:https?:\/\/)?(pinterest\.)/i, 'https://www.$1').replace(/^(?!https?:\/\/)/i, 'https://');
}
