import { createInterface } from 'node:readline/promises';

/** A terminal to prompt on. */
export interface Terminal {
  /**
   * Prompts for a line and returns it, or `fallback` if it is empty. Rejects if the input ends, for example by Ctrl-C or
   * Ctrl-D.
   */
  prompt(question: string, fallback: string | null): Promise<string>;
  close(): void;
}

/** A stream that might be a TTY. */
type Side<Stream> = Stream & { readonly isTTY?: boolean };

/** Returns the terminal of this process, or `null` if stdin or stdout is not a TTY, as on a build machine. */
export function openTerminal(
  input: Side<NodeJS.ReadableStream> = process.stdin,
  output: Side<NodeJS.WritableStream> = process.stdout,
): Terminal | null {
  if (input.isTTY !== true || output.isTTY !== true) return null;
  const lines = createInterface({ input, output });
  // Without this, a prompt never settles after the input ends, and the process exits with code 0.
  const ended = new AbortController();
  lines.once('close', () => ended.abort());
  return {
    async prompt(question, fallback) {
      const text = fallback === null ? `${question}: ` : `${question} [${fallback}]: `;
      try {
        const line = (await lines.question(text, { signal: ended.signal })).trim();
        return line === '' && fallback !== null ? fallback : line;
      } catch (cause) {
        throw new Error('Canceled. No files changed.', { cause });
      }
    },
    close: () => lines.close(),
  };
}
