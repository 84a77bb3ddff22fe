import fc from 'fast-check';

/** Texts of every code point, lone surrogates included. The units of `fc.string` need seconds to prepare. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.integer({ min: 0, max: 0x10_ffff }))
  .map((codePoints) => String.fromCodePoint(...codePoints));
