/** The extension loaded again from its folder, in the same version or a higher one. */
import type { Case } from './cases.ts';
import { inPage } from './in-page.ts';
import { type Operation, signInQuickly } from './operations.ts';
import { requestName, type Trace } from './trace.ts';
import type { Yard } from './yard.ts';

type Road = (yard: Yard) => Promise<void>;

const ROADS: Readonly<Record<string, Road>> = { 'loaded again': (yard) => yard.reload(), updated: update };

/** With nobody signed in, and with somebody, who stays so. */
export function updateCases(): Case[] {
  return Object.entries(ROADS).flatMap(([name, road]) => [
    {
      name: `${name}, nobody is signed in`,
      run: (yard: Yard) => road(yard).then(() => undefined),
      ends: ['signed out'],
    },
    {
      name: `${name}, somebody is signed in`,
      async run(yard: Yard) {
        await signInQuickly(yard);
        await road(yard);
        return undefined;
      },
      ends: ['signed in'],
    },
  ]);
}

/** While the answer to a request of the operation is on its way. */
export function updateMeanwhileCases(operation: Operation, trace: Trace): Case[] {
  return trace.requests.map((request) => ({
    name: `updated during ${operation.name}, at ${requestName(request)}`,
    async run(yard) {
      await operation.prepare(yard);
      const hold = yard.tenant.hold(request.path, { method: request.method, when: 'after', times: 1 });
      const leaving = new AbortController();
      await operation.begin(yard, leaving.signal);
      await hold.arrived;
      await update(yard);
      leaving.abort();
      hold.release();
      return undefined;
    },
  }));
}

/** To the next higher version. */
async function update(yard: Yard): Promise<void> {
  const version = () => inPage(yard.desk, () => chrome.runtime.getManifest().version);
  const [major = 0, ...others] = (await version()).split('.').map(Number);
  const next = [major + 1, ...others].join('.');
  await yard.reload(next);
  if ((await version()) !== next) throw new Error(`The extension is still of version ${await version()}.`);
}
