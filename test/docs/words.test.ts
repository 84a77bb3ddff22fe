import { describe, expect, it } from 'vitest';
import { documents } from './documents.ts';
import { sourceTexts } from './source-texts.ts';
import { deniedWords } from './words.ts';

it.each(await documents())('$file uses no word of the denylist', ({ file, text }) => {
  // The other languages of the store listing have words of their own.
  const english = file === 'docs/store-listing.md' ? (text.split('\n## Deutsch\n')[0] ?? '') : text;
  expect(deniedWords({ file, text: english })).toEqual([]);
});

it('the comments of src, its styles, its English texts and the example of .env use no word of the denylist', async () => {
  const texts = await sourceTexts();
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.flatMap(deniedWords)).toEqual([]);
});

it.each([
  ['README.md', 250],
  ['CONTRIBUTING.md', 150],
])('%s has at most %i lines', async (name, limit) => {
  const text = (await documents()).find(({ file }) => file === name)?.text ?? '';
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(limit);
});

describe('deniedWords', () => {
  it.each([
    ['Whoever signs in', 'whoever'],
    ['an E-mail address', 'e-mail'],
    ['after the log-out', 'log-out'],
    ['The session is of another user.', 'is of another'],
  ])('finds the word in "%s"', (text, word) => {
    expect(deniedWords({ file: 'a.md', text: `One line.\n${text}` })).toMatchObject([
      { place: 'a.md:2', word },
    ]);
  });

  it('ignores code and URLs', () => {
    const text = 'See `log-out` and [the page](https://example.com/log-out).';
    expect(deniedWords({ file: 'a.md', text })).toEqual([]);
  });
});
