class FakeWebStorage implements Storage {
  [name: string]: unknown;
  /** The maximum number of characters, names and values together. */
  quota = Number.POSITIVE_INFINITY;
  /** Every call throws this, if it is set. */
  failure: Error | null = null;
  readonly #values = new Map<string, string>();

  get length(): number {
    return this.#values.size;
  }

  key(index: number): string | null {
    return [...this.#values.keys()][index] ?? null;
  }

  getItem(name: string): string | null {
    this.#failIfBroken();
    return this.#values.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    this.#failIfBroken();
    const others = [...this.#values].filter(([other]) => other !== name);
    if ([...others, [name, value]].flat().join('').length > this.quota) {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    }
    this.#values.set(name, value);
  }

  removeItem(name: string): void {
    this.#failIfBroken();
    this.#values.delete(name);
  }

  clear(): void {
    this.#failIfBroken();
    this.#values.clear();
  }

  #failIfBroken(): void {
    if (this.failure !== null) throw this.failure;
  }
}

/**
 * Replaces `localStorage`: in memory, with the semantics of a browser, which happy-dom lacks for names like `__proto__`,
 * for a full area and for other pages.
 * https://html.spec.whatwg.org/multipage/webstorage.html
 */
export function fakeWebStorage(): FakeWebStorage {
  return new Proxy(new FakeWebStorage(), {
    // A value is a property too, unless a method or the prototype has its name.
    get(area, name) {
      if (typeof name !== 'symbol' && !(name in area)) return area.getItem(name) ?? undefined;
      const own: unknown = Reflect.get(area, name);
      return typeof own === 'function' ? own.bind(area) : own;
    },
  });
}

/** Changes `area` as another page of the origin does: this page receives an event for `key`, or for all (`null`). */
export function changeInAnotherPage(
  area: Storage,
  key: string | null,
  change: (area: Storage) => void,
): void {
  change(area);
  dispatchEvent(new StorageEvent('storage', { key, storageArea: area }));
}
