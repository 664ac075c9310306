import { type ReadonlySignal, signal } from '@preact/signals';

/** Addresses by which the screen can show bytes that are kept in the store. */
export interface Pictures {
  /** A `blob:` address for the bytes under this hash; '' until they are read, and when they are gone. */
  addressOf: (hash: string) => ReadonlySignal<string>;
}

/** Each picture is read once and its address lives as long as the window. */
export function createPictures(readBlob: (hash: string) => Promise<Blob | undefined>): Pictures {
  const known = new Map<string, ReadonlySignal<string>>();

  function open(hash: string): ReadonlySignal<string> {
    const address = signal('');
    known.set(hash, address);
    void readBlob(hash).then(
      (blob) => {
        if (blob) address.value = URL.createObjectURL(blob);
      },
      () => undefined, // what cannot be read is shown as a placeholder
    );
    return address;
  }

  return { addressOf: (hash) => known.get(hash) ?? open(hash) };
}
