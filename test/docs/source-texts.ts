import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import type { Document } from './documents.ts';

/** Matches a line that is a comment, or the comment at the end of a line. */
const COMMENT = /^\s*(?:\/\*|\*|\/\/).*|(?<=\s)\/\/ .*|\/\*.*\*\//;

/** Matches translations, which the denylist of English words doesn't apply to. */
const TRANSLATION = /\/locales\/(?!en)[a-z]{2}\.ts$/;

/**
 * Returns the English texts in `src/`: the comments of scripts and stylesheets, at the same lines, and the complete English
 * messages, pages and settings.
 */
export async function sourceTexts(): Promise<Document[]> {
  const names = (await readdir(path.join(ROOT, 'src'), { recursive: true })).map(
    (name) => `src/${name.replaceAll('\\', '/')}`,
  );
  const files = ['.env.example', 'popup.html', 'build.mjs', ...names].filter(
    (file) => /\.(?:tsx?|mjs|css|html|json|example)$/.test(file) && !TRANSLATION.test(file),
  );
  return Promise.all(
    files.sort().map(async (file) => {
      const text = await readFile(path.join(ROOT, file), 'utf8');
      const isCode = /\.(?:tsx?|mjs|css)$/.test(file) && !file.endsWith('/locales/en.ts');
      return { file, text: isCode ? commentsOf(text) : text };
    }),
  );
}

function commentsOf(text: string): string {
  return text
    .split('\n')
    .map((line) => COMMENT.exec(line)?.[0] ?? '')
    .join('\n');
}
