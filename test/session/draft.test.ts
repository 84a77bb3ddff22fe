import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, EMPTY_DRAFT, parseDraft, STEPS } from '../../src/session/draft.ts';

const drafts: fc.Arbitrary<Draft> = fc.record({
  identifier: fc.option(fc.string({ unit: 'binary' })),
  step: fc.constantFrom(...STEPS),
  chooseAccount: fc.boolean(),
});

describe('a draft that was stored', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(parseDraft(draft)).toEqual(draft);
      }),
    );
  });

  it('is read back as it was written, by way of JSON', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
      }),
    );
  });

  it('brings nothing along that is no part of a draft, such as a password', () => {
    const stored = { ...EMPTY_DRAFT, password: 'correct horse', otp: '123456' };
    expect(parseDraft(stored)).toEqual(EMPTY_DRAFT);
  });
});

describe('what is no draft', () => {
  it.each([[undefined], [null], ['signUp'], [7], [[]], [{}]])('is an empty one: %j', (stored) => {
    expect(parseDraft(stored)).toEqual(EMPTY_DRAFT);
  });

  it.each([
    ['an identifier that is no text', { identifier: 7 }, { identifier: null }],
    ['a step that is not known', { step: 'mfa' }, { step: 'signIn' }],
    ['a step that every object has', { step: 'toString' }, { step: 'signIn' }],
    ['a choice that is only almost true', { chooseAccount: 'true' }, { chooseAccount: false }],
  ])('keeps its other parts: %s', (_name, damage, mended) => {
    const whole: Draft = { identifier: 'ada@example.com', step: 'signUp', chooseAccount: true };
    expect(parseDraft({ ...whole, ...damage })).toEqual({ ...whole, ...mended });
  });

  it('is still a draft, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (stored) => {
        const { identifier, step, chooseAccount, ...more } = parseDraft(stored);
        expect(identifier === null || typeof identifier === 'string').toBe(true);
        expect(STEPS).toContain(step);
        expect(typeof chooseAccount).toBe('boolean');
        expect(more).toEqual({});
      }),
      { numRuns: 500 },
    );
  });
});
