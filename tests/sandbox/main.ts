import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseReading, type Readings, readReadings, writeTable } from './readings.ts';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    'storage-port': { type: 'string' },
    'second-workspace': { type: 'boolean', default: false },
    /** `name=value`, as often as you like; wins over a file. */
    reading: { type: 'string', multiple: true, default: [] },
    /** What `npm run contract` wrote. */
    readings: { type: 'string' },
    'list-readings': { type: 'boolean', default: false },
  },
});

if (values['list-readings']) {
  console.log(writeTable());
  process.exit(0);
}

const port = Number(values.port);
const sandbox = await startSandbox({
  apiPort: port,
  storagePort: Number(values['storage-port'] ?? (port === 0 ? 0 : port + 1)),
  secondWorkspace: values['second-workspace'],
  readings: chooseReadings(),
});

console.log(`Postbreeze stand-in
  API      ${sandbox.apiUrl}
  storage  ${sandbox.storageUrl}
  key      ${sandbox.keys[0]}
  posts    ${sandbox.boardUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}

/** The readings of the file, then those named one by one; ends the process at one that does not exist. */
function chooseReadings(): Partial<Readings> {
  try {
    const file = values.readings ? JSON.parse(readFileSync(values.readings, 'utf8')).readings : {};
    return Object.assign(readReadings(file), ...values.reading.map(parseReading));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
