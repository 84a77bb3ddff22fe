import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, initials } from '../../../src/sdk/session/display-name.ts';
import { anyText } from '../../support/unit/any-text.ts';

const EMAIL = 'x@example.com';

describe('displayName', () => {
  it.each([
    ['a name', 'Ada Lovelace', 'Ada Lovelace'],
    ['none', null, EMAIL],
    ['line breaks', '\n\t\r', EMAIL],
    ['a zero-width space', '\u200B', EMAIL],
    ['a Hangul filler', '\u3164', EMAIL],
    ['a lone surrogate', '\uD83D', EMAIL],
    ['a combining mark alone', '\u0301', EMAIL],
    ['surrounding blanks', '  Ada \n Lovelace\u00A0', 'Ada Lovelace'],
    ['a bidirectional override', 'Ada\u202Egpj.exe', 'Adagpj.exe'],
    ['a joiner that its script needs', 'می\u200Cخواهم', 'می\u200Cخواهم'],
    ['an emoji sequence', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['punctuation alone', '!!!', '!!!'],
    ['80 characters', 'é'.repeat(80), 'é'.repeat(80)],
    ['more than 80 characters', '👩‍🚀'.repeat(81), `${'👩‍🚀'.repeat(80)}…`],
  ])('returns the clean name, or the email address, for %s', (_name, name, shown) => {
    expect(displayName({ name, email: EMAIL })).toBe(shown);
  });

  it('returns null if neither has a visible character', () => {
    expect(displayName({ name: '\u200B', email: ' ' })).toBeNull();
  });

  it('limits the length of one grapheme', () => {
    expect(displayName({ name: `e${'\u0301'.repeat(10_000)}`, email: null })?.length).toBeLessThan(1_001);
  });

  it('never returns a character that changes the direction of other text', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(displayName({ name, email: null }) ?? '').not.toMatch(/\p{Bidi_Control}|[\n\r]/u);
      }),
    );
  });
});

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Ada', 'A'],
    ['  ada   lovelace ', 'AL'],
    ['(Ada) Lovelace', 'AL'],
    ['Ada Lovelace (she/her)', 'AL'],
    ['¿Ada? -Lovelace', 'AL'],
    ['ßeta straße', 'ßS'],
    ['e\u0301ric', 'E\u0301'],
    ['🇩🇪 Max', '🇩🇪M'],
    ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
    ['किरण देसाई', 'किदे'],
    ['محمد علي', 'مع'],
    ['გიორგი', 'გ'],
    ['Ada @ Example', 'AE'],
    ['+4915112345678', '4'],
    ['ada@example.com', 'A'],
    ['\u202EAda', 'A'],
    ['\u3164', 'X'],
    ['!!!', 'X'],
    [null, 'X'],
  ])('of %j are %j', (name, expected) => {
    expect(initials({ name, email: EMAIL })).toBe(expected);
  });

  it('are empty without name and email address', () => {
    expect(initials({ name: null, email: null })).toBe('');
  });
});
