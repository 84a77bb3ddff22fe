/**
 * Everything that an error says to whoever logs it: messages, stacks and all properties, enumerable or not,
 * of the error and of all that hangs on it (`cause`, bodies, parameters). For searching it for secrets.
 */
export async function allTextOf(thrown: unknown): Promise<string> {
  const words: string[] = [];
  await collect(thrown, words, new Set());
  return words.join('\n');
}

async function collect(value: unknown, words: string[], seen: Set<unknown>): Promise<void> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    words.push(String(value));
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  words.push(...inOwnWords(value));
  if (value instanceof Response || value instanceof Request) {
    words.push(value.url, JSON.stringify([...value.headers]));
    if (!value.bodyUsed) words.push(await value.clone().text());
    return;
  }
  if (value instanceof Map || value instanceof Set) await collect([...value], words, seen);
  for (const name of Reflect.ownKeys(value)) {
    words.push(String(name));
    await collect(Reflect.get(value, name), words, seen);
  }
}

function inOwnWords(value: object): string[] {
  const words: string[] = [];
  for (const say of [() => String(value), () => JSON.stringify(value) ?? '']) {
    try {
      words.push(say());
    } catch {
      // Circular, or without a string form: its properties are walked all the same.
    }
  }
  if (value instanceof Headers) words.push(JSON.stringify([...value]));
  return words;
}
