import { readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../build/project-files.ts';
import { type EditedVariables, editVariables } from './edit-variables.ts';

/** What became of a `.env`. */
export interface WrittenVariables extends Pick<EditedVariables, 'changes'> {
  /** Whether there was none before. */
  readonly made: boolean;
}

/**
 * Gives variables their values in a `.env`; where there is none, in a copy of `.env.example`, which explains the others.
 * The file is replaced in one step, so that a crash leaves the old or the new one, and is left alone where nothing
 * changes. Rejects where it could only be edited with a loss, or not be written.
 */
export async function writeVariables(
  file: string,
  values: Readonly<Record<string, string>>,
): Promise<WrittenVariables> {
  const old = await readIfThere(file);
  if (old === null) {
    const example = (await readIfThere(path.join(ROOT, '.env.example'))) ?? '';
    // Nobody's work is lost by what the example says.
    const { text } = editVariables(example, values, { keepOld: false });
    await writeFile(file, text, { flag: 'wx' });
    return {
      made: true,
      changes: Object.entries(values).map(([name, after]) => ({ name, before: null, after })),
    };
  }
  const { text, changes } = editVariables(old, values);
  if (changes.length > 0) await replaceFile(file, text);
  return { made: false, changes };
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** In one step, with the rights that it has; where the file is a link, what it leads to. */
async function replaceFile(file: string, text: string): Promise<void> {
  const place = await realpath(file);
  const { mode } = await stat(place);
  const draft = `${place}.${process.pid}.draft`;
  await writeFile(draft, text, { mode, flag: 'wx' });
  await rename(draft, place);
}
