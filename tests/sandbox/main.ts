import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    'storage-port': { type: 'string' },
    'second-workspace': { type: 'boolean', default: false },
  },
});

const port = Number(values.port);
const sandbox = await startSandbox({
  apiPort: port,
  storagePort: Number(values['storage-port'] ?? (port === 0 ? 0 : port + 1)),
  secondWorkspace: values['second-workspace'],
});

console.log(`Postbreeze stand-in
  API      ${sandbox.apiUrl}
  storage  ${sandbox.storageUrl}
  key      ${sandbox.keys[0]}
  posts    ${sandbox.boardUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
