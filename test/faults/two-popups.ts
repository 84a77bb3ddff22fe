import type { Page } from 'puppeteer-core';
import { ada } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { FaultWorld } from './fault-world.ts';
import { atRest, describePopup, press, restOf, sendForm } from './popup-rest.ts';
import type { Fault } from './recovery.ts';
import { ask, expireToken, storedStatus } from './stored-state.ts';

/** Does nothing if the popup doesn't offer it. */
const ACTIONS = {
  'signs in': ({ tenant }: FaultWorld, page: Page) => sendForm(page, ada(tenant)),
  'signs out': (_world: FaultWorld, page: Page) => press(page, '#btn-logout'),
  'switches the account': (_world: FaultWorld, page: Page) => press(page, '#btn-switch'),
  async renews(world: FaultWorld, page: Page) {
    await expireToken(world);
    await ask(page, { type: 'access-token' });
  },
  'loads again': (_world: FaultWorld, page: Page) => page.reload(),
} as const;

type Action = keyof typeof ACTIONS;

/** What both popups do at the same time, round by round. */
const ROUNDS: readonly (readonly [Action, Action])[] = [
  ['signs in', 'signs in'],
  ['renews', 'renews'],
  ['signs out', 'renews'],
  ['signs in', 'loads again'],
  ['signs out', 'switches the account'],
  ['signs in', 'signs in'],
];

/** After each round, both popups must show what is stored. */
export const TWO_POPUPS: Fault = {
  name: 'two popups sign in, renew and sign out at the same time',
  async run(world) {
    const popups = [await world.browser.openPopupInTab(), await world.browser.openPopupInTab()] as const;
    for (const actions of ROUNDS) {
      await Promise.all(popups.map(atRest));
      await Promise.all(popups.map(({ page }, index) => ACTIONS[actions[index === 0 ? 0 : 1]](world, page)));
      await popupsAgree(world, popups, actions.join(' / '));
    }
    await popups[1].close();
    return popups[0];
  },
};

async function popupsAgree(world: FaultWorld, popups: readonly Popup[], round: string): Promise<void> {
  const agree = async () => {
    const expected = (await storedStatus(world)).kind === 'signed-in' ? 'signed-in' : 'form';
    const rests = await Promise.all(popups.map(restOf));
    return rests.every((rest) => rest === expected || (rest === 'error' && expected === 'form')) || undefined;
  };
  const explain = async () => {
    const shown = await Promise.all(popups.map(describePopup));
    return `After "${round}", stored is ${(await storedStatus(world)).kind}; shown: ${shown.join(' and ')}.`;
  };
  await poll(agree, { timeoutMs: WAIT_MS, explain });
}
