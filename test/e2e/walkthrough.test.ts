import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../src/build/root.ts';
import { walkThrough } from '../support/walkthrough.ts';
import { ada, BROWSERS, createWorld } from './world.ts';

it.each(BROWSERS)(
  'the main job is walked from signed out to signed out, with a picture of each step, in %s',
  async (kind) => {
    const world = await createWorld(kind);
    const picturesDir = path.join(ROOT, 'dist/walkthrough');
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
    const pictures = (await readdir(picturesDir)).filter((name) => name.startsWith(kind));
    expect(pictures).toEqual(
      expect.arrayContaining(said.filter((line) => line.endsWith('.png')).map((file) => path.basename(file))),
    );
  },
);
