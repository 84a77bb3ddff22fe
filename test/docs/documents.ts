/** The parts of the documents that tests check: blocks of code, links and headings. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../src/tooling/build/project-files.ts';

/** Returns the text of a file of the project. */
export const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** A document of the project. */
export interface Document {
  /** Path from the project's folder, with `/` as the separator. */
  readonly file: string;
  readonly text: string;
}

/** A fenced block of code. */
export interface Block {
  /** Its first line: `README.md:12`. */
  readonly place: string;
  /** The word after the fence, such as `ts`, or an empty string. */
  readonly language: string;
  /** Includes the last line break. */
  readonly text: string;
}

/** Returns all documents: at the root, in `docs/`, and in the packed SDK. */
export async function documents(): Promise<Document[]> {
  const isDocument = (name: string) => name.endsWith('.md');
  const atRoot = (await readdir(ROOT)).filter(isDocument);
  const inDocs = (await readdir(path.join(ROOT, 'docs'), { recursive: true })).filter(isDocument);
  const files = [
    ...atRoot,
    'src/sdk/README.md',
    ...inDocs.map((name) => `docs/${name.replaceAll('\\', '/')}`),
  ];
  return Promise.all(
    files.sort().map(async (file) => ({ file, text: await readFile(path.join(ROOT, file), 'utf8') })),
  );
}

/** Returns the fenced blocks of a document (CommonMark 4.5). Fences of backticks can be indented. */
export function blocksOf({ file, text }: Document): Block[] {
  return [...text.matchAll(FENCED)].map(({ index, groups: { language = '', body = '' } = {} }) => ({
    place: `${file}:${text.slice(0, index).split('\n').length}`,
    language,
    text: body,
  }));
}

const FENCED = /^ *(?<fence>`{3,})(?<language>\w*)[^\n]*\n(?<body>[\s\S]*?)^ *\k<fence> *$/gm;

/** Returns the file that the first line of a block names in a comment, such as `src/notes.ts`. */
export function fileOf({ text }: Block): string | undefined {
  return /^\/\/ (\S+\.tsx?)\n/.exec(text)?.[1];
}

/** Returns the blocks of all documents, equal ones once. */
export async function exampleBlocks(): Promise<Block[]> {
  const blocks = (await documents()).flatMap(blocksOf);
  return blocks.filter(({ text }, index) => index === blocks.findIndex((block) => block.text === text));
}

/** Returns whether a block of TypeScript is an excerpt from a file of the project. */
export function isOfFile(block: Block): boolean {
  const file = fileOf(block);
  return file !== undefined && existsSync(path.join(ROOT, file));
}

/** Returns the inline code of a document, outside of blocks. */
export function inlineCodeOf(document: Document): string[] {
  return [...proseOf(document).matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ' '));
}

/** Returns the targets of the links and pictures of a document. */
export function linksOf(document: Document): string[] {
  const prose = proseOf(document).replace(/`[^`]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)|^\[[^\]]+\]: *(\S+)/gm)];
  return targets.map((match) => match[1] ?? match[2] ?? '');
}

/** Returns the anchors that GitHub generates for the headings of a document. */
export function anchorsOf(document: Document): string[] {
  const headings = [...proseOf(document).matchAll(/^#{1,6} +(.+)$/gm)].map((match) => match[1] ?? '');
  const slugs = headings.map((heading) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

function proseOf({ text }: Document): string {
  return text.replace(FENCED, '');
}
