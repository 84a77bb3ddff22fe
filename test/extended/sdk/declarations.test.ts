/** The declarations of the npm package, in a consumer's strict TypeScript. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { installSdk } from './install-sdk.ts';

const run = promisify(execFile);
const TSC = path.join(ROOT, 'node_modules/typescript/bin/tsc');

let consumer: string;

beforeAll(async () => {
  consumer = await installSdk('react', '@types/react', 'csstype');
  await writeFile(path.join(consumer, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(path.join(consumer, 'consumer.ts'), CONSUMER);
});

describe.each([
  ['bundler', 'ESNext'],
  ['node16', 'Node16'],
])('the declarations with moduleResolution %s', (moduleResolution, module) => {
  it('have no error in strict TypeScript, and need no types of a library', async () => {
    const compilerOptions = {
      ...{ module, moduleResolution, target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] },
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ...{ skipLibCheck: false, noEmit: true },
    };
    const config = path.join(consumer, `tsconfig.${moduleResolution}.json`);
    await writeFile(config, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    const { stdout } = await run(process.execPath, [TSC, '-p', config]).catch((error) => error);
    expect(stdout).toBe('');
  });
});

const CONSUMER = `import { createClient, type Config } from 'latchkey';
import { startBackground } from 'latchkey/background';
import { callOperation } from 'latchkey/content';
import { createSignIn } from 'latchkey/popup';
import { extensionStorage, lockrStorage, memoryStorage, type StorageAdapter, webStorage } from 'latchkey/storage';

declare const config: Config;

startBackground(config, {
  icons: { signedIn: { 16: 'in.png' }, signedOut: { 16: 'out.png' } },
  operations: { notes: { pages: ['https://example.com'], request: () => ({ url: 'https://api.example.com/notes' }) } },
});

const container = document.querySelector<HTMLElement>('#lock');
if (container === null) throw new Error('The page has no #lock.');
const auth = createSignIn(config, { container });
const stop: () => void = auth.subscribe(() => {
  const state = auth.getSnapshot();
  document.body.dataset['state'] = state.status;
});
auth.destroy();
stop();

const client = createClient(config);
const name: string | null | undefined = (await client.getUser())?.name;
const response: Response = await client.fetch('https://api.example.com/notes');
const { status } = await callOperation('notes');
document.title = \`\${name} \${response.ok} \${status}\`;

export const adapters: readonly StorageAdapter[] = [extensionStorage('local'), webStorage(), memoryStorage()];
export const withLockr = lockrStorage;
`;
