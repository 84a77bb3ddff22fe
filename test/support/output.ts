/** What the browser's pages wrote to their consoles, in the order in which it came. */

export type OutputKind = 'console' | 'error';

export interface OutputEntry {
  /** The page or worker it came from: any key that tells two of them apart. */
  readonly source: string;
  readonly kind: OutputKind;
  /** `log`, `warning`, `error`, …: the browser's own word. */
  readonly level: string;
  /** Set again when the browser has said what an object in it contains. */
  text: string;
}

export class Output {
  readonly #entries: { readonly entry: OutputEntry; readonly where: string }[] = [];
  readonly #tell: (line: string) => void;

  constructor(tell: (line: string) => void = () => {}) {
    this.#tell = tell;
  }

  /** `address` is where it was written; its query and fragment are left out, for they belong to the page, not to its console. */
  add(entry: OutputEntry, address: string): void {
    const where = shorten(address);
    this.#entries.push({ entry, where });
    this.#tell(line(where, entry));
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries.length = 0;
  }

  get lines(): string[] {
    return this.#entries.map(({ entry, where }) => line(where, entry));
  }

  /** The texts of one kind from one source. */
  of(source: string, kind: OutputKind): string[] {
    return this.#entries
      .filter(({ entry }) => entry.source === source && entry.kind === kind)
      .map(({ entry }) => entry.text);
  }

  /** The last few lines, for an error that has to explain itself. */
  tail(count = 8): string {
    const last = this.lines.slice(-count);
    return last.length === 0
      ? 'Nothing was written to any console.'
      : `Last console lines:\n  ${last.join('\n  ')}`;
  }
}

function line(where: string, entry: OutputEntry): string {
  return `[${where}] ${entry.level}: ${entry.text}`;
}

function shorten(address: string): string {
  if (!URL.canParse(address)) return address || 'unknown';
  const { protocol, host, pathname } = new URL(address);
  return protocol.endsWith('-extension:') ? pathname.replace(/^\//, '') : `${protocol}//${host}${pathname}`;
}
