import { afterAll, beforeAll } from 'vitest';

/** Runs a file's tests on the clocks of a place, such as `Europe/Stockholm`. Call it at the top of the file. */
export function liveIn(place: string): void {
  const zone = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = place;
  });
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
}
