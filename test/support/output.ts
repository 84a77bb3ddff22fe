/** The console lines of the browser's pages, in order. */

export type OutputKind = 'console' | 'error';

export interface OutputEntry {
  /** A key of the page or worker. */
  readonly source: string;
  readonly kind: OutputKind;
  /** `log`, `warning`, `error`, …: the browser's own term. */
  readonly level: string;
  /** Replaced when the browser has sent the content of an object in it. */
  text: string;
}

export class Output {
  readonly #entries: { readonly entry: OutputEntry; readonly location: string }[] = [];

  /** `address`: where it was written. Its query and fragment are omitted: they belong to the page, not to its console. */
  add(entry: OutputEntry, address: string): void {
    this.#entries.push({ entry, location: shorten(address) });
  }

  clear(): void {
    this.#entries.length = 0;
  }

  get lines(): string[] {
    return this.#entries.map(({ entry, location }) => `[${location}] ${entry.level}: ${entry.text}`);
  }

  textsOf(source: string, kind: OutputKind): string[] {
    return this.#entries
      .filter(({ entry }) => entry.source === source && entry.kind === kind)
      .map(({ entry }) => entry.text);
  }

  /** The last lines, for the message of an error. */
  tail(): string {
    const last = this.lines.slice(-8);
    return last.length === 0
      ? 'Nothing was written to any console.'
      : `Last console lines:\n  ${last.join('\n  ')}`;
  }
}

function shorten(address: string): string {
  if (!URL.canParse(address)) return address || 'unknown';
  const { protocol, host, pathname } = new URL(address);
  return protocol.endsWith('-extension:') ? pathname.replace(/^\//, '') : `${protocol}//${host}${pathname}`;
}
