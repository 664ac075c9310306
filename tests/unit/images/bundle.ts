import { build, type Rollup } from 'vite';

/** One script out of a TypeScript file and all it imports, to be run in a bare page or worker. */
export async function bundle(entry: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'script' } },
  })) as Rollup.RollupOutput[];
  return built[0]!.output[0].code;
}
