/** What became of an import's pins. */
export interface Imported {
  added: number;
  /** Of those added, what waits for the user because it may go out, or have gone out, from elsewhere. */
  held: number;
  /** Here already, and left as they are. */
  same: number;
  /** Set aside. */
  damaged: number;
}

/** The same in words, for a status line. */
export function describeImport({ added, held, same, damaged }: Imported): { words: string; tone: 'good' | 'warn' } {
  const parts = [
    `${added} added`,
    held > 0 && `${held} of them held until you say that they go out from here`,
    same > 0 && `${same} here already`,
    damaged > 0 && `${damaged} unreadable`,
  ];
  return { words: `Import: ${parts.filter(Boolean).join(', ')}.`, tone: held > 0 || damaged > 0 ? 'warn' : 'good' };
}
