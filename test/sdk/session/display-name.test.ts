import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, initials } from '../../../src/sdk/session/display-name.ts';
import { anyText } from '../../support/unit/any-text.ts';

const EMAIL = 'x@example.com';

describe('the name of a user', () => {
  it.each([
    ['a name', 'Ada Lovelace', 'Ada Lovelace'],
    ['none', null, EMAIL],
    ['line breaks', '\n\t\r', EMAIL],
    ['a zero-width space', '\u200B', EMAIL],
    ['a Hangul filler', '\u3164', EMAIL],
    ['a soft hyphen', '\u00AD', EMAIL],
    ['half of a character', '\uD83D', EMAIL],
    ['a combining mark alone', '\u0301', EMAIL],
    ['blanks around it', '  Ada \n Lovelace\u00A0', 'Ada Lovelace'],
    ['an override of the direction', 'Ada\u202Egpj.exe', 'Adagpj.exe'],
    ['an isolate that is never closed', '\u2067Ada', 'Ada'],
    ['a joiner that its script needs', 'می\u200Cخواهم', 'می\u200Cخواهم'],
    ['an emoji of several', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a phone number', '+49 151 12345678', '+49 151 12345678'],
    ['punctuation alone', '!!!', '!!!'],
    ['80 characters', 'é'.repeat(80), 'é'.repeat(80)],
    ['more than 80 characters', '👩‍🚀'.repeat(81), `${'👩‍🚀'.repeat(80)}…`],
  ])('with %s', (_what, name, shown) => {
    expect(displayName({ name, email: EMAIL })).toBe(shown);
  });

  it('is null without visible characters in name and email address', () => {
    expect(displayName({ name: '\u200B', email: ' ' })).toBeNull();
  });

  it('is short for any name', () => {
    expect(displayName({ name: `e${'\u0301'.repeat(10_000)}`, email: null })?.length).toBeLessThan(1_001);
  });

  it('never changes the direction of the following text', () => {
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
    ['"Ada" “Lovelace”', 'AL'],
    ['¿Ada? -Lovelace', 'AL'],
    ['O’Brien', 'O'],
    ['ßeta straße', 'ßS'],
    ['ŉ', 'ŉ'],
    ['e\u0301ric', 'E\u0301'],
    ['😀 Smile', '😀S'],
    ['🇩🇪 Max', '🇩🇪M'],
    ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
    ['👍🏽', '👍🏽'],
    ['김연아', '김'],
    ['किरण देसाई', 'किदे'],
    ['محمد علي', 'مع'],
    ['გიორგი', 'გ'],
    ['@ada', 'A'],
    ['Ada @ Example', 'AE'],
    ['007', '0'],
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
