/**
 * A few numbers for each of very many: `new Rows(count, 2)`, with `{ a: 0, b: 1 }` for the names of the fields. Objects for a million
 * would fill node's heap, and a column for each field would touch the memory in as many places.
 */
export class Rows {
  readonly #width: number;
  readonly #numbers: Float64Array<ArrayBuffer>;

  /** So many rows of so many numbers, each 0. */
  constructor(count: number, width: number) {
    this.#width = width;
    this.#numbers = new Float64Array(count * width);
  }

  /** The number in a field of a row; `NaN`, which fails every comparison, where there is no such row. */
  get(row: number, field: number): number {
    return this.#numbers[row * this.#width + field] ?? Number.NaN;
  }

  /** Writes the number of a field of a row. */
  set(row: number, field: number, number: number): void {
    this.#numbers[row * this.#width + field] = number;
  }
}
