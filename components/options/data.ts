import { describeImport } from '../../lib/store/imported';
import type { Told } from './connection';
import type { OptionsWorld } from './world';

/** What concerns everything that is kept here at once. */
export interface DataModel {
  exportAll: () => Promise<void>;
  importAll: (file: Blob) => Promise<void>;
  exportDamaged: () => Promise<void>;
  dropDamaged: () => Promise<void>;
  /** After the user has confirmed it. */
  deleteEverything: () => Promise<void>;
}

interface Voice {
  say: (tone: Told['tone'], words: string) => void;
  attempt: (work: () => Promise<void>) => Promise<void>;
}

/** The verbs over a world; each says what came of it. */
export function createDataModel(world: OptionsWorld, { say, attempt }: Voice): DataModel {
  const today = () => new Date(world.now()).toISOString().slice(0, 10);
  return {
    exportAll: () =>
      attempt(async () => {
        world.save(await world.exportAll(), `pinbreeze-${today()}.zip`);
        say('good', 'Exported. The file holds everything but the key.');
      }),
    importAll: (file) =>
      attempt(async () => {
        const { words, tone } = describeImport(await world.importAll(file));
        world.wake();
        say(tone, words);
      }),
    exportDamaged: () =>
      attempt(async () => {
        const rows = JSON.stringify(await world.listDamaged(), null, 2);
        const file = new Blob([rows], { type: 'application/json' });
        world.save(file, `pinbreeze-unreadable-${today()}.json`);
      }),
    dropDamaged: () =>
      attempt(async () => {
        for (const { id } of await world.listDamaged()) await world.deleteDamaged(id);
        say('good', 'The unreadable records are gone.');
      }),
    deleteEverything: () =>
      attempt(async () => {
        await world.deleteEverything();
        world.wake();
        say('good', 'Everything is deleted from this browser. What Postbreeze holds stays there.');
      }),
  };
}
