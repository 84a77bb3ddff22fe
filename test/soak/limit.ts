/** Something took longer than it may. */
export class LateError extends Error {}

/** What `work` resolves with; rejects with a `LateError` where that takes longer. `milliseconds` is how long it may take. */
export async function withLimit<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`Not done after ${milliseconds} ms.`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
