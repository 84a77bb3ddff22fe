import { inspect } from 'node:util';

/**
 * Returns all text of a thrown value, to search it for secrets: messages, stacks, and all properties, enumerable or not, of
 * the error and of what it refers to (`cause`, bodies, parameters).
 */
export async function allTextOf(thrown: unknown): Promise<string> {
  const texts: string[] = [];
  await collect(thrown, texts, new Set());
  return texts.join('\n');
}

async function collect(value: unknown, texts: string[], seen: Set<unknown>): Promise<void> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    texts.push(String(value));
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  // Addresses, headers, maps and others that keep their content outside of properties.
  texts.push(inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null }));
  if (value instanceof Response) {
    if (!value.bodyUsed) texts.push(await value.clone().text());
    return;
  }
  for (const name of Reflect.ownKeys(value)) {
    texts.push(String(name));
    await collect(Reflect.get(value, name), texts, seen);
  }
}
