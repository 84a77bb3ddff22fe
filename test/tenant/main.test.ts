import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CALLBACK, ORIGIN } from './test-client.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

function run(...options: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What it prints until `last` comes or it ends. */
async function readUntil(child: ChildProcess, last: string): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes(last)) break;
  }
  return text;
}

/** Milliseconds: a whole process starts, and the machine may be busy. */
const TIMEOUT = 20_000;

describe('npm run tenant', { timeout: TIMEOUT }, () => {
  it('prints its address, its client id and who can sign in', async () => {
    const child = run('--port', '0');
    const text = await readUntil(child, 'Ctrl-C');
    child.kill('SIGKILL');
    expect(text).toMatch(
      /AUTH0_DOMAIN=127\.0\.0\.1:\d+\nAUTH0_CLIENT_ID=latchkey-local-client\n[\s\S]*ada@example\.com {2}Analytical-Engine-1843/,
    );
    expect(text).toMatch(/Mailbox {2}http:[\s\S]*authenticator app {2}http:/);
  });

  it('ends at once, and well, on Ctrl-C', async () => {
    const child = run('--port', '0');
    await readUntil(child, 'Ctrl-C');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('lists the origins of its options', async () => {
    const child = run(
      '--port',
      '0',
      '--origin',
      'https://first.example',
      '--origin',
      ORIGIN,
      '--callback',
      CALLBACK,
    );
    const text = await readUntil(child, 'Ctrl-C');
    const domain = /AUTH0_DOMAIN=(\S+)/.exec(text)?.[1];
    const response = await fetch(`http://${domain}/userinfo`, { headers: { Origin: ORIGIN } });
    child.kill('SIGKILL');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
  });

  it('explains a port that is none', async () => {
    const child = run('--port', 'many');
    let problem = '';
    child.stderr?.on('data', (chunk) => {
      problem += String(chunk);
    });
    await once(child, 'close');
    expect(problem).toBe('The port is a whole number from 0 to 65535; got "many".\n');
  });
});
