import { inject } from 'vitest';
import { readFolder } from '../../src/tooling/build/project-files.ts';
import type { BuildName, BuiltPackages } from './builds.ts';

/** Returns a build of this run, and waits while it is made. No test may change its files. */
export async function builtPackages(name: BuildName = 'embedded'): Promise<BuiltPackages> {
  const response = await fetch(`${inject('run')}/builds/${name}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** The files of a built package, as text, by their path in it. */
export async function packageFiles(folder: string): Promise<Map<string, string>> {
  const files = await readFolder(folder);
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}
