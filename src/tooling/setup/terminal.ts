import { createInterface } from 'node:readline/promises';

/** A terminal to prompt on. */
export interface Terminal {
  /** Returns the next line, or `usual` if it is empty. Rejects when the input has ended, as by Ctrl-C or Ctrl-D. */
  ask(question: string, usual: string | null): Promise<string>;
  /** Prints a line between prompts. */
  say(line: string): void;
  close(): void;
}

/** A stream that might belong to a terminal. */
type Side<Stream> = Stream & { readonly isTTY?: boolean };

/** Returns the terminal of this process, or `null` if it has none, as on a build machine. */
export function openTerminal(
  input: Side<NodeJS.ReadableStream> = process.stdin,
  output: Side<NodeJS.WritableStream> = process.stdout,
): Terminal | null {
  if (input.isTTY !== true || output.isTTY !== true) return null;
  const lines = createInterface({ input, output });
  // Without this, a prompt whose input has ended never settles, and the process ends with exit code 0.
  const ended = new AbortController();
  lines.once('close', () => ended.abort());
  return {
    async ask(question, usual) {
      const text = usual === null ? `${question}: ` : `${question} [${usual}]: `;
      try {
        const line = (await lines.question(text, { signal: ended.signal })).trim();
        return line === '' && usual !== null ? usual : line;
      } catch (cause) {
        throw new Error('Canceled. No files changed.', { cause });
      }
    },
    say: (line) => void output.write(`${line}\n`),
    close: () => lines.close(),
  };
}
