/**
 * The value as JSON (ECMA-262 25.5.2). Throws a `TypeError` for what JSON cannot hold: `undefined`, a function, a
 * symbol, a BigInt, a circle.
 */
export function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`JSON cannot hold ${typeof value}.`);
  return json;
}

/** As `toJson`, with the properties of each object sorted by name: the same text for equal values. */
export function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}
