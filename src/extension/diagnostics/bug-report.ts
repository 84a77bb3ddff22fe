import { oneLine } from '../../sdk/tenant/foreign-text.ts';
import type { Description, EventLine, Fact } from './diagnosis-words.ts';

/**
 * What the page says as text for a bug report, in Markdown (CommonMark, with GitHub's tables). `description` is in English,
 * as the headings are. Moments in UTC.
 */
export function bugReport({
  name,
  at,
  state,
  events,
  configuration,
  permissions,
  connection,
}: Description): string {
  return [
    `## ${name} diagnostics`,
    `Made ${utc(at)}.`,
    section('State', state.map(line)),
    section('What happened', events === null ? ['This could not be read.'] : table(events)),
    section('Configuration', configuration.map(line)),
    section('Permissions', permissions.map(line)),
    section('Connection to the tenant', connection.map(line)),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [`### ${title}`, '', ...lines].join('\n');
}

function line({ name, words, code, moment, advice }: Fact): string {
  const parts = [
    words === undefined ? undefined : oneLine(words),
    code === undefined ? undefined : quoted(code),
    moment === undefined ? undefined : utc(moment),
  ];
  const said = `- **${oneLine(name)}:** ${parts.filter((part) => part !== undefined).join('; ')}`;
  return advice === undefined ? said : `${said}. ${advice}`;
}

function table(events: readonly EventLine[]): string[] {
  if (events.length === 0) return ['Nothing yet.'];
  return [
    '| When | What | Times | Code |',
    '|---|---|---|---|',
    ...events.map(({ at, since, words, times, code }) => {
      const often = times === 1 ? '1' : `${times}, since ${utc(since)}`;
      return `| ${utc(at)} | ${words} | ${often} | ${code === null ? '' : quoted(code)} |`;
    }),
  ];
}

/**
 * A code span that holds whatever is in it, were it a backtick (CommonMark 6.1). A line end could end its paragraph, and so the
 * span.
 */
function quoted(value: string): string {
  const text = oneLine(value);
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

function utc(moment: number): string {
  return new Date(moment).toISOString();
}
