/**
 * Fixtures of all unit test files of a run: English messages, builds, RSA keys. A server on this computer sends builds and
 * keys to the files, which run in processes of their own. It makes each at the first request.
 */
import { generateKeyPair } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { english } from '../../../src/extension/locales/en.ts';
import { browserMessages } from '../../../src/tooling/build/extension-messages.ts';
import { BUILDS, makeBuild } from '../../package/builds.ts';
import { listen, stop } from '../../tenant/loopback.ts';
import type { BrowserMessages } from './browser-i18n.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly englishMessages: BrowserMessages;
    /** The origin of the server. */
    readonly run: string;
  }
}

/** https://vitest.dev/config/globalsetup.html */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-unit-run-'));
  const made = new Map<string, Promise<unknown>>();
  const makers: Readonly<Record<string, () => Promise<unknown>>> = {
    '/rsa-keys': () => Promise.all([rsaKey(), rsaKey()]),
    ...Object.fromEntries(
      BUILDS.map((name) => [
        `/builds/${name}`,
        async () => makeBuild(name, await mkdtemp(path.join(folder, `${name}-`))),
      ]),
    ),
  };
  const server = createServer(({ url = '' }, response) => {
    const making = made.get(url) ?? makers[url]?.() ?? Promise.reject(new Error(`There is no ${url}.`));
    made.set(url, making);
    making.then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  project.provide('run', `http://127.0.0.1:${await listen(server, 0)}`);
  project.provide('englishMessages', browserMessages(english));
  // While Vitest watches, sources change between two runs.
  project.onTestsRerun(() => made.clear());
  return async () => {
    await stop(server);
    await rm(folder, { recursive: true });
  };
}

/** Generates a private RSA key of 2048 bits as a JWK. */
async function rsaKey(): Promise<object> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ format: 'jwk' });
}
