/** A profile that is restored from a copy, as after a crash of the disk: its refresh token has been exchanged since. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Case } from './cases.ts';
import { ask, letTokenEnd } from './kept.ts';
import { signInQuickly } from './operations.ts';
import { signOutFrom } from './person.ts';
import { expectTrueBadge } from './way-on.ts';
import type { Yard } from './yard.ts';

/** What happened between the copy and its return. */
const SINCE: Readonly<Record<string, { since(yard: Yard): Promise<void>; ends: Case['ends'] }>> = {
  'before a renewal': { since: renewOnce, ends: ['asked again'] },
  'before two renewals': {
    async since(yard) {
      await renewOnce(yard);
      await renewOnce(yard);
    },
    ends: ['asked again'],
  },
  'before the sign-out': {
    async since(yard) {
      const popup = await yard.browser.openPopupInTab();
      await signOutFrom(popup);
    },
    ends: ['asked again'],
  },
  'and nothing has happened since': { since: async () => {}, ends: ['signed in'] },
};

export function restoredCases(): Case[] {
  return Object.entries(SINCE).map(([when, { since, ends }]) => ({
    name: `a profile restored from a copy, taken ${when}`,
    async run(yard) {
      const copy = await mkdtemp(path.join(tmpdir(), 'latchkey-copy-'));
      try {
        await signInQuickly(yard);
        await yard.restart(() => copyProfile(yard.browser.profileDir, copy));
        await since(yard);
        await yard.restart(() => copyProfile(copy, yard.browser.profileDir));
      } finally {
        await rm(copy, { recursive: true, force: true });
      }
      await letTokenEnd(yard);
      await ask(yard, { type: 'refresh-session' });
      await expectTrueBadge(yard);
      return undefined;
    },
    ...(ends === undefined ? {} : { ends }),
  }));
}

async function renewOnce(yard: Yard): Promise<void> {
  await letTokenEnd(yard);
  const answer = await ask(yard, { type: 'access-token' });
  if (answer !== 'answer') throw new Error(`The renewal ended with ${answer}.`);
}

async function copyProfile(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  // Browsers hold a profile by a link that leads nowhere.
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}
