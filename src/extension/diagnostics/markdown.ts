import { oneLine } from 'latchkey/diagnostics';

/** Returns a Markdown section with a heading. */
export function section(title: string, lines: readonly string[]): string {
  return [`### ${title}`, '', ...lines].join('\n');
}

/** Returns a fact as a list item. */
export function line(name: string, ...values: readonly string[]): string {
  return `- **${oneLine(name)}:** ${values.join('; ')}`;
}

/** Returns a fact with what the user, the administrator or the developer can do about it. */
export function withFix(fact: string, fix: string): string {
  return `${fact}. Fix: ${fix}`;
}

/** Returns the non-empty values as a code span, or `none` if there are none. */
export function listed(values: readonly string[], none = 'none'): string {
  const text = values.filter((value) => value !== '').join(' ');
  return text === '' ? none : quoted(text);
}

/** Formats a duration in milliseconds: `850 ms`, `12 s`. */
export function formatDuration(duration: number): string {
  return duration < 1_000 ? `${Math.round(duration)} ms` : `${Math.round(duration / 1_000)} s`;
}

/**
 * Returns a code span that holds any text (CommonMark 6.1): the fence is longer than the backticks in it, and a line break, which
 * could end the paragraph, is replaced.
 */
export function quoted(value: string): string {
  const text = oneLine(value);
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** Returns a timestamp (Unix time in milliseconds) in UTC. */
export function utc(timestamp: number): string {
  return new Date(timestamp).toISOString();
}
