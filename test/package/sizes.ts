import { gzipSync } from 'node:zlib';
import type { Budget } from './budgets.ts';

/** Returns the bytes of files together. */
export function sizeOf(contents: readonly Uint8Array[]): Budget {
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    raw: sum(contents.map((bytes) => bytes.length)),
    gzip: sum(contents.map((bytes) => gzipSync(bytes, { level: 9 }).length)),
  };
}

/** Returns a line for each size above the budget. */
export function exceeded(size: Budget, budget: Budget): string[] {
  return (['raw', 'gzip'] as const)
    .filter((kind) => size[kind] > budget[kind])
    .map((kind) => `${kind}: ${size[kind]} bytes of ${budget[kind]}`);
}
