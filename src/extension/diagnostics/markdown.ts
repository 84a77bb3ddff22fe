import { oneLine } from 'latchkey/diagnostics';

/** Returns a section with a heading. */
export function section(title: string, lines: readonly string[]): string {
  return [`### ${title}`, '', ...lines].join('\n');
}

/** Returns a fact as an item of a list. */
export function line(name: string, ...values: readonly string[]): string {
  return `- **${oneLine(name)}:** ${values.join('; ')}`;
}

/** Returns a fact with what the user, the administrator or the developer can do about it. */
export function withFix(fact: string, fix: string): string {
  return `${fact}. Fix: ${fix}`;
}

/** Returns values as code, without the empty ones, or `none` if there are no others. */
export function listed(values: readonly string[], none = 'none'): string {
  const text = values.filter((value) => value !== '').join(' ');
  return text === '' ? none : quoted(text);
}

/** Returns a duration (milliseconds) in words. */
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
