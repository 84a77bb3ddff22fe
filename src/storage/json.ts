/**
 * The value as JSON (ECMA-262 25.5.2). Throws a `TypeError` for what JSON cannot hold: `undefined`, a function, a
 * symbol, a BigInt, a circle.
 */
export function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`JSON cannot hold ${typeof value}.`);
  return json;
}
