import { describe, expect, it } from 'vitest';
import { parseEnvironment, VARIABLES } from '../../src/tooling/build/environment.ts';
import { documents, read } from './documents.ts';

describe('the variables of a build', () => {
  it("match README's table, each once", () => {
    const rows = [...read('README.md').matchAll(/^\| `(AUTH0_\w+)` \|/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual([...VARIABLES].sort());
  });

  it('match .env.example, with values that the build accepts', () => {
    const lines = [...read('.env.example').matchAll(/^#?(AUTH0_\w+)=(.*)$/gm)];
    expect(lines.map((match) => match[1]).sort()).toEqual([...VARIABLES].sort());
    const values = Object.fromEntries(lines.map(([, name, value]) => [name, value]));
    expect(() => parseEnvironment(values)).not.toThrow();
  });

  it('include every variable that a document names', async () => {
    const named = (await documents()).flatMap(({ text }) => text.match(/\bAUTH0_[A-Z_]*[A-Z]\b/g) ?? []);
    const known: readonly string[] = VARIABLES;
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('have the defaults that README names', () => {
    const { scope, logout, storage, login, silent } = parseEnvironment({
      AUTH0_DOMAIN: 'tenant.example',
      AUTH0_CLIENT_ID: 'client',
    });
    const defaultOf = (name: string) =>
      new RegExp(`^\\| \`${name}\` \\|.*\\| \`?([^|\`]+)\`? \\|$`, 'm').exec(read('README.md'))?.[1];
    expect(defaultOf('AUTH0_SCOPE')).toBe(scope);
    expect(defaultOf('AUTH0_LOGOUT')).toBe(logout);
    expect(defaultOf('AUTH0_STORAGE')).toBe(storage);
    expect(defaultOf('AUTH0_LOGIN')).toBe(login);
    expect(defaultOf('AUTH0_SILENT')).toBe(silent ? 'on' : 'off');
  });
});
