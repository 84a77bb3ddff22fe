import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../states/axe.ts';
import { comeToRest } from '../../states/photograph.ts';
import { visitStates } from '../../states/stage.ts';
import { BUILDS, buildOf } from '../../states/state.ts';
import { SAMPLE, STATES } from '../../states/states.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { BROWSERS } from '../world.ts';

describe.each(BROWSERS)('a state of the popup, the diagnostics or the options, in %s', (kind) => {
  // axe-core finds the same in both browsers, and every state takes seconds to reach: Firefox shows a sample of one build.
  it.each(kind === ONE_BROWSER ? BUILDS : BUILDS.slice(0, 1))(
    'is one in which axe-core finds nothing, in the light and in the dark: build %s',
    async (build) => {
      const states = (kind === ONE_BROWSER ? STATES : SAMPLE).filter((state) => buildOf(state) === build);
      const found: string[] = [];
      const visited = new Set<string>();
      await visitStates(kind, states, async ({ name }, page, { browser }) => {
        for (const scheme of ['light', 'dark'] as const) {
          await browser.setMedia(page, { scheme });
          await comeToRest(page);
          const violations = await violationsIn(page);
          found.push(...violations.map((line) => `${name}, ${scheme}: ${line}`));
          visited.add(name);
        }
      });
      expect(found).toEqual([]);
      expect([...visited]).toEqual(states.map(({ name }) => name));
    },
  );
});
