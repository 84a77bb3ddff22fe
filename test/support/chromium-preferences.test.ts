import { expect, it } from 'vitest';
import { preferenceTree } from './chromium-preferences.ts';

it('makes objects of dotted paths, and puts what belongs together into the same one', () => {
  expect(preferenceTree({ 'intl.languages': 'de', 'intl.spell.on': false, plain: 1 })).toEqual({
    intl: { languages: 'de', spell: { on: false } },
    plain: 1,
  });
});
