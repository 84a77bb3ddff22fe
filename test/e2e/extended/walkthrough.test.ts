import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { walkThrough } from '../../support/walkthrough.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { ada, createWorld } from '../world.ts';

it.each([ONE_BROWSER])(
  'the main job is walked from signed out to signed out, with a picture of each step, in %s',
  async (kind) => {
    const world = await createWorld(kind);
    const picturesDir = path.join(ROOT, 'dist/walkthrough');
    await mkdir(picturesDir, { recursive: true });
    // What an earlier run has left would do as well.
    for (const name of await picturesOf(kind, picturesDir)) await rm(path.join(picturesDir, name));
    const said: string[] = [];
    const say = (line: string) => said.push(line.trim());
    await walkThrough({ browser: world.browser, walker: ada(world.tenant), picturesDir, say });
    await world.end();
    expect(said.filter((line) => /^\d\./.test(line))).toEqual([
      '1. Opened the popup by its toolbar icon: Lock asks who is there.',
      '2. Typed ada@example.com and the password.',
      '3. Signed in: the popup shows Ada Lovelace <ada@example.com>.',
      expect.stringMatching(/^4\. The badge says "✓", its title ".*: signed in as Ada Lovelace"\.$/),
      '5. Closed the popup and opened it again: still signed in.',
      expect.stringMatching(/^6\. Signed out: the badge is empty/),
    ]);
    expect(await picturesOf(kind, picturesDir)).toEqual(
      expect.arrayContaining(said.filter((line) => line.endsWith('.png')).map((file) => path.basename(file))),
    );
  },
);

async function picturesOf(kind: string, folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(kind));
}
