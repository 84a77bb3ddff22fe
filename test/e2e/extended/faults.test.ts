import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFaultWorld, type FaultWorld } from '../../faults/fault-world.ts';
import { BACKGROUND_FAULTS, FORM_FAULTS } from '../../faults/faults.ts';
import { countsAround } from '../../faults/growth.ts';
import { expectRecovery } from '../../faults/recovery.ts';
import { TWO_POPUPS } from '../../faults/two-popups.ts';
import { itOnce } from '../one-browser.ts';
import { BROWSERS } from '../world.ts';

describe.each(BROWSERS)('the user can continue, in %s', (kind) => {
  const once = itOnce(kind);
  let world: FaultWorld;
  const useWorld = (login: FaultWorld['login']) => {
    beforeAll(async () => {
      world = await createFaultWorld(kind, login);
    });
    afterAll(() => world.end());
  };

  describe('with a sign-in in a window', () => {
    useWorld('hosted');
    it.each(BACKGROUND_FAULTS)('when $name', (fault) => expectRecovery(world, fault));
  });

  describe('with a sign-in in the form', () => {
    useWorld('embedded');
    it.each(FORM_FAULTS)('when $name', (fault) => expectRecovery(world, fault));
    once('when two popups sign in, renew and sign out at the same time', () =>
      expectRecovery(world, TWO_POPUPS),
    );
    once('and nothing grows with each sign-in and sign-out', async () => {
      const [before, after] = await countsAround(world, 3);
      expect(after).toEqual(before);
    });
  });
});
