import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { editVariables, writeVariables } from '../../../src/tooling/setup/write-variables.ts';
import { temporaryDir } from '../../support/profile.ts';

const NEW = { AUTH0_DOMAIN: 'new.example', AUTH0_CLIENT_ID: 'new-client' };

let file: string;
beforeEach(async () => {
  file = path.join(await temporaryDir('setup'), '.env');
});

describe('writeVariables', () => {
  it('copies .env.example and sets the values if there is no .env', async () => {
    expect(await writeVariables(file, NEW)).toMatchObject({ isNew: true });
    const [text, example] = await Promise.all([
      readFile(file, 'utf8'),
      readFile(path.join(ROOT, '.env.example'), 'utf8'),
    ]);
    expect(parseEnv(text)).toEqual(NEW);
    const comments = (lines: string) => lines.split('\n').filter((line) => line.startsWith('#'));
    expect(comments(text)).toEqual(comments(example));
  });

  it('edits .env', async () => {
    await writeFile(file, 'OTHER=1\n');
    expect(await writeVariables(file, NEW)).toMatchObject({ isNew: false });
    expect(parseEnv(await readFile(file, 'utf8'))).toEqual({ OTHER: '1', ...NEW });
  });

  it('writes nothing if nothing changes', async () => {
    await writeVariables(file, NEW);
    await chmod(file, 0o400);
    expect(await writeVariables(file, NEW)).toEqual({ isNew: false, changes: [] });
  });
});

const edited = (text: string) => editVariables(text, NEW).text;

describe('editVariables', () => {
  it('keeps the replaced line as a comment above the new one', () => {
    const text = 'AUTH0_DOMAIN="old.example" # ours\nOTHER=1\nAUTH0_CLIENT_ID=new-client\n';
    expect(edited(text)).toBe(
      '#AUTH0_DOMAIN="old.example" # ours\nAUTH0_DOMAIN=new.example\nOTHER=1\nAUTH0_CLIENT_ID=new-client\n',
    );
  });

  it('keeps the line ends of Windows', () => {
    expect(edited('OTHER=1\r\nAUTH0_DOMAIN=old.example\r\n')).toBe(
      'OTHER=1\r\n#AUTH0_DOMAIN=old.example\r\nAUTH0_DOMAIN=new.example\r\nAUTH0_CLIENT_ID=new-client\r\n',
    );
  });

  it('replaces the last of several assignments', () => {
    expect(edited('AUTH0_DOMAIN=a.example\nAUTH0_DOMAIN=b.example\nAUTH0_CLIENT_ID=new-client\n')).toBe(
      'AUTH0_DOMAIN=a.example\n#AUTH0_DOMAIN=b.example\nAUTH0_DOMAIN=new.example\nAUTH0_CLIENT_ID=new-client\n',
    );
  });

  it('returns the changes with the previous values', () => {
    expect(editVariables('AUTH0_DOMAIN=old.example\n', NEW).changes).toEqual([
      { name: 'AUTH0_DOMAIN', before: 'old.example', after: 'new.example' },
      { name: 'AUTH0_CLIENT_ID', before: null, after: 'new-client' },
    ]);
  });

  it('refuses to edit inside a value of several lines', () => {
    const text = 'NOTE="first\nAUTH0_DOMAIN=not-this\nlast"\nAUTH0_CLIENT_ID=new-client\n';
    expect(() => edited(text)).toThrow(/without a loss: NOTE would change/);
  });
});

describe('editVariables with any text', () => {
  const line = fc.oneof(
    fc.constantFrom('', '# note', '#AUTH0_DOMAIN=x', 'OTHER=1', 'export OTHER="two words" # why', "A='x'"),
    fc.constantFrom(
      'AUTH0_DOMAIN=',
      'AUTH0_DOMAIN = a.example',
      'export AUTH0_DOMAIN=b',
      'AUTH0_CLIENT_ID="c"',
    ),
    fc.string({ unit: fc.constantFrom('A', '=', ' ', '#', '"', "'", '`', '\\') }),
  );
  const texts = fc
    .tuple(fc.array(line), fc.constantFrom('\n', '\r\n'))
    .map(([lines, newline]) => lines.join(newline));

  it('keeps every line or throws, and changes nothing at the second edit', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let result: ReturnType<typeof editVariables>;
        try {
          result = editVariables(text, NEW);
        } catch (error) {
          expect(String(error)).toContain('without a loss');
          return;
        }
        expect(parseEnv(result.text)).toEqual({ ...parseEnv(text), ...NEW });
        const kept = result.text.split(/\r?\n/);
        for (const old of text.split(/\r?\n/))
          expect([old, `#${old}`].some((one) => kept.includes(one))).toBe(true);
        expect(editVariables(result.text, NEW)).toEqual({ text: result.text, changes: [] });
      }),
    );
  });
});
