import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ORIGIN } from './test-client.ts';

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
  it('prints who can sign in, lists the origins of its options, and ends well on Ctrl-C', async () => {
    const child = run('--port', '0', '--origin', 'https://first.example', '--origin', ORIGIN);
    const text = await readUntil(child, 'Ctrl-C');
    expect(text).toMatch(
      /AUTH0_CLIENT_ID=latchkey-local-client\n[\s\S]*ada@example\.com {2}Analytical-Engine-1843/,
    );
    const domain = /AUTH0_DOMAIN=(127\.0\.0\.1:\d+)\n/.exec(text)?.[1];
    for (const path of ['userinfo', 'co/authenticate']) {
      const response = await fetch(`http://${domain}/${path}`, {
        method: 'OPTIONS',
        headers: { Origin: ORIGIN },
      });
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    }
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
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
