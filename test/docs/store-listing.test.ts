import { describe, expect, it } from 'vitest';
import { read } from './documents.ts';

const chapters = read('docs/store-listing.md').split(/^## /m).slice(1);

describe('the store listing', () => {
  it('has a chapter for each language of the extension', () => {
    const titles = chapters.map((chapter) => chapter.split('\n')[0]);
    expect(titles).toEqual(['English', 'Deutsch', 'Français', 'Español', '日本語', 'العربية']);
  });

  it.each(chapters)('has enough text for Edge, and a sentence for each form: %s', (chapter) => {
    const description = chapter.replace(/^.*\n/, '').split('\n- **')[0]?.trim() ?? '';
    expect(description.length).toBeGreaterThanOrEqual(250);
    expect(chapter.match(/^- \*\*(?:password|code|page):\*\* ./gm)).toHaveLength(3);
  });
});
