import { spawn } from 'node:child_process';

/** How a command ended; `output` is empty when it was shown. */
export interface Outcome {
  code: number;
  output: string;
}

/** Runs a command of `node_modules/.bin` (no quoting: split at spaces). Never rejects. */
export function call(
  command: string,
  output: 'hidden' | 'shown',
  variables: Record<string, string> = {},
): Promise<Outcome> {
  const [program = '', ...args] = command.split(' ');
  const sink = output === 'shown' ? 'inherit' : 'pipe';
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(program, args, {
      stdio: ['ignore', sink, sink],
      env: { ...process.env, NO_UPDATE_NOTIFIER: '1', ...variables },
      shell: process.platform === 'win32',
    });
    const listen = (chunk: Buffer) => {
      said += chunk;
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: said }));
  });
}
