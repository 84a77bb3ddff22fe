import { parseEnv } from 'node:util';

/** What became of one variable. */
export interface VariableChange {
  readonly name: string;
  /** Its value before; `null` where it had none. */
  readonly before: string | null;
  readonly after: string;
}

/** The text of a `.env` with other values in it. */
export interface EditedVariables {
  readonly text: string;
  /** Those whose value is another now; none where the text is as it was. */
  readonly changes: readonly VariableChange[];
}

/**
 * Gives variables their values in the text of a `.env`. Every line stays: one that is replaced stays above its
 * successor as a comment, but for `keepOld: false`. Throws where the text could only be edited with a loss, as within a value of several lines.
 */
export function editVariables(
  text: string,
  values: Readonly<Record<string, string>>,
  { keepOld = true }: { readonly keepOld?: boolean } = {},
): EditedVariables {
  const before = parseEnv(text);
  const changes = Object.entries(values)
    .filter(([name, value]) => before[name] !== value)
    .map(([name, after]) => ({ name, before: before[name] ?? null, after }));
  const edited = changes.reduce((so, change) => setVariable(so, change, keepOld), text);
  const wanted = { ...before, ...values };
  const got = parseEnv(edited);
  const names = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  const lost = [...names].find((name) => wanted[name] !== got[name]);
  if (lost === undefined) return { text: edited, changes };
  throw new Error(
    `.env cannot be edited without a loss: ${lost} would change. Write ${Object.keys(values).join(' and ')} into it yourself.`,
  );
}

function setVariable(text: string, { name, after }: VariableChange, keepOld: boolean): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const assignment = `${name}=${after}`;
  // Of several, the last one counts.
  const index = lines.findLastIndex((line) => isAssignment(line, name));
  const old = lines[index];
  if (old !== undefined) {
    const kept = keepOld ? [`#${old}`] : [];
    return lines.toSpliced(index, 1, ...kept, assignment).join(newline);
  }
  const end = text === '' || text.endsWith('\n') ? '' : newline;
  return `${text}${end}${assignment}${newline}`;
}

function isAssignment(line: string, name: string): boolean {
  return line
    .trimStart()
    .replace(/^export\s+/, '')
    .replace(/\s*=.*$/, '=')
    .startsWith(`${name}=`);
}
