import { createInterface } from 'node:readline/promises';

/** Somebody who can be asked. */
export interface Terminal {
  /** Asks for a line; an empty one is `usual`. Rejects when the input has ended, as by Ctrl-C or Ctrl-D. */
  ask(question: string, usual: string | null): Promise<string>;
  /** Tells something meanwhile. */
  say(line: string): void;
  close(): void;
}

/** A stream that may be a person's. */
type Side<Stream> = Stream & { readonly isTTY?: boolean };

/** Whoever sits before this process; `null` where nobody does, as on a build machine. */
export function openTerminal(
  input: Side<NodeJS.ReadableStream> = process.stdin,
  output: Side<NodeJS.WritableStream> = process.stdout,
): Terminal | null {
  if (input.isTTY !== true || output.isTTY !== true) return null;
  const lines = createInterface({ input, output });
  // Without this, a question whose input has ended waits for ever, and the process ends as if all were well.
  const ended = new AbortController();
  lines.once('close', () => ended.abort());
  return {
    async ask(question, usual) {
      const text = usual === null ? `${question}: ` : `${question} [${usual}]: `;
      try {
        const line = (await lines.question(text, { signal: ended.signal })).trim();
        return line === '' && usual !== null ? usual : line;
      } catch (cause) {
        throw new Error('Nothing was written: there was no answer.', { cause });
      }
    },
    say: (line) => void output.write(`${line}\n`),
    close: () => lines.close(),
  };
}
