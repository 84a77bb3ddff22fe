import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../states/axe.ts';
import { visitStates } from '../../states/stage.ts';
import { BUILDS, buildOf } from '../../states/state.ts';
import { STATES } from '../../states/states.ts';
import { waitForAnimations } from '../../support/popup.ts';
import { ONE_BROWSER } from '../one-browser.ts';

describe.each([ONE_BROWSER])('the states of popup, diagnostics and options, in %s', (kind) => {
  it.each(BUILDS)('have no violation of axe-core in light and dark: build %s', async (build) => {
    const states = STATES.filter((state) => buildOf(state) === build);
    const found: string[] = [];
    const visited = new Set<string>();
    await visitStates(kind, states, async ({ name }, page, { browser }) => {
      for (const scheme of ['light', 'dark'] as const) {
        await browser.setMedia(page, { scheme });
        await waitForAnimations(page);
        const violations = await violationsIn(page);
        found.push(...violations.map((line) => `${name}, ${scheme}: ${line}`));
        visited.add(name);
      }
    });
    expect(found).toEqual([]);
    expect([...visited]).toEqual(states.map(({ name }) => name));
  });
});
