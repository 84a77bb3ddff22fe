import { spawn } from 'node:child_process';
import type { Environment } from '../build/environment.ts';
import type { CliArguments } from './auth0-cli.ts';

/** How a run of the program `auth0` ended. */
export type Auth0Run =
  | { readonly kind: 'not-installed' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly output: string };

/** Runs `auth0`. Never rejects. */
export type RunAuth0 = (command: CliArguments) => Promise<Auth0Run>;

/** https://github.com/auth0/auth0-cli */
const PROGRAM = 'auth0';

/** Characters of output that are kept. */
const LONGEST = 1_000_000;

/** Returns a function that runs the program `auth0` of the PATH in `environment`, without a shell and without input. */
export function auth0Program(environment: Environment): RunAuth0 {
  return (command) =>
    new Promise((resolve) => {
      const child = spawn(PROGRAM, command, { env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
      const output = collect(child.stdout);
      const messages = collect(child.stderr);
      child.once('error', (error) => {
        const isMissing = 'code' in error && error.code === 'ENOENT';
        resolve(isMissing ? { kind: 'not-installed' } : { kind: 'failed', reason: error.message });
      });
      child.once('close', (code) => {
        if (code === 0) resolve({ kind: 'done', output: output() });
        else resolve({ kind: 'failed', reason: messages() || output() });
      });
    });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    if (text.length < LONGEST) text += chunk;
  });
  return () => text;
}
