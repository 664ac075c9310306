/** How a file begins, as Latin-1 text at an offset in bytes. */
interface Signature {
  at: number;
  text: string;
}

/** Kinds of which we read the header: a file that begins so and has no header was cut off. */
const OURS: readonly Signature[] = [
  { at: 0, text: '\xff\xd8\xff' },
  { at: 0, text: '\x89PNG\r\n' },
  { at: 0, text: 'GIF8' },
  { at: 8, text: 'WEBP' },
  { at: 4, text: 'ftypavif' },
  { at: 4, text: 'ftypavis' },
];

/** Pictures that browsers cannot unpack, or not every one: TIFF, JPEG XL, icons, Photoshop, HEIC and its kin. */
const FOREIGN: readonly Signature[] = [
  { at: 0, text: 'II*\0' },
  { at: 0, text: 'MM\0*' },
  { at: 0, text: '\xff\x0a' },
  { at: 4, text: 'JXL ' },
  { at: 0, text: '\0\0\x01\0' },
  { at: 0, text: '8BPS' },
  { at: 4, text: 'ftyp' },
];

/** What a file's beginning says: one of our kinds, a picture of another kind, or neither. */
export function recognise(start: string): 'ours' | 'foreign' | undefined {
  const begins = ({ at, text }: Signature) => start.startsWith(text, at);
  if (OURS.some(begins)) return 'ours';
  return FOREIGN.some(begins) ? 'foreign' : undefined;
}
