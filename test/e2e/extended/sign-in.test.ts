import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { loginReady } from '../pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  openForm,
  requestsTo,
  signIn,
  submitForm,
  type World,
} from '../world.ts';

describe.each(BROWSERS)('signing in, in %s', (kind) => {
  let world: World;
  const start = async () => {
    world = await createWorld(kind);
    return world;
  };
  afterEach(() => world.end());

  it('shows a form that rests, then that it is signing in, and leaves the marks of a measured opening', async () => {
    const { tenant } = await start();
    const popup = await openForm(world);
    await loginReady(popup);
    expect(await popup.page.evaluate(() => document.getAnimations().length)).toBe(0);
    await recordStates(popup);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect(await recordedStates(popup)).toEqual(['signing-in', 'signed-in']);
    const marks = await popup.page.evaluate(() =>
      performance.getEntriesByType('mark').map(({ name }) => name),
    );
    expect(marks).toEqual(expect.arrayContaining(['popup-painted', 'login-ready', 'session-shown']));
  });

  it('requests a ticket from the listed origin, then a code with PKCE, state and nonce, and no script or frame', async () => {
    const { tenant, built } = await start();
    await signIn(world);
    const [ticket] = requestsTo(tenant, '/co/authenticate');
    expect(ticket?.origin).toBe(built.addresses[kind].origin);
    expect(ticket?.status).toBe(200);
    const request = requestsTo(tenant, '/authorize').find(({ query }) => query.includes('login_ticket'));
    expect([...(request?.query ?? [])].sort()).toEqual([
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'login_ticket',
      'nonce',
      'realm',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ]);
    expect(requestsTo(tenant, '/oauth/token')).toHaveLength(1);
  });
});

/** Writes every state that the popup goes through from now on into an attribute of its body. */
async function recordStates(popup: Popup): Promise<void> {
  await popup.page.evaluate(() => {
    const main = document.querySelector('main');
    if (main === null) return;
    const record = () => {
      document.body.dataset.states = `${document.body.dataset.states ?? ''} ${main.dataset.state}`;
    };
    new MutationObserver(record).observe(main, { attributeFilter: ['data-state'] });
  });
}

async function recordedStates(popup: Popup): Promise<string[]> {
  const states = await popup.page.evaluate(() => document.body.dataset.states ?? '');
  const all = states.trim().split(' ');
  return all.filter((state, index) => state !== all[index - 1]);
}
