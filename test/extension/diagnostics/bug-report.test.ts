import { describe, expect, it } from 'vitest';
import { bugReport } from '../../../src/extension/diagnostics/bug-report.ts';
import { describe as inWords } from '../../../src/extension/diagnostics/diagnosis-words.ts';
import { unitBuild, unitDiagnosis, unitEntry } from '../../support/unit/diagnosis.ts';
import { ENGLISH } from '../../support/unit/i18n.ts';
import { NOON } from '../../support/unit/session.ts';

const reportOf = (changes: Parameters<typeof unitDiagnosis>[0] = {}) =>
  bugReport(inWords(unitDiagnosis(changes), ENGLISH));

describe('a bug report', () => {
  it('has when it was made, and each section of the page', () => {
    const report = reportOf();
    expect(report).toMatch(/^## Latchkey diagnostics\n\nMade 2031-02-01T12:00:00\.000Z\.\n/);
    expect(report.match(/^### .*$/gm)).toEqual([
      '### State',
      '### What happened',
      '### Configuration',
      '### Permissions',
      '### Connection to the tenant',
    ]);
  });

  it('has facts as a list, with values as code and moments in UTC', () => {
    const report = reportOf();
    expect(report).toContain('\n- **Status:** Signed in\n');
    expect(report).toContain('\n- **Next renewal:** 2031-02-01T12:30:00.000Z\n');
    expect(report).toContain('\n- **Log in:** Lock, in the popup; `embedded`\n');
    expect(report).toContain('\n- **https://tenant.example/*:** Granted\n');
  });

  it('has what to do about a fact behind it', () => {
    const state = { kind: 'signed-in', until: NOON, scope: 'openid', renewal: null } as const;
    expect(reportOf({ state })).toMatch(
      /\n- \*\*Next renewal:\*\* None: the tenant gave no refresh token\. .*Allow Offline Access of the API\.\n/,
    );
  });

  it('has the events as a table, the latest first', () => {
    const events = [
      unitEntry({ kind: 'signed-in', road: 'form' }),
      unitEntry({ kind: 'renewal-failed', code: 'tenant-failed' }, { at: NOON, times: 7 }),
    ];
    expect(reportOf({ events })).toContain(
      [
        '| When | What | Times | Code |',
        '|---|---|---|---|',
        '| 2031-02-01T12:00:00.000Z | The session could not be renewed: the tenant was having trouble | 7, since 2031-02-01T11:59:00.000Z | `tenant-failed` |',
        '| 2031-02-01T11:59:00.000Z | Signed in by the form | 1 |  |',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [[], 'Nothing yet.'],
    [null, 'This could not be read.'],
  ])('says so where there are none: %j', (events, words) => {
    expect(reportOf({ events })).toContain(`### What happened\n\n${words}\n`);
  });

  it.each([
    ['plain', '`plain`'],
    ['a`b', '`` a`b ``'],
    ['```', '```` ``` ````'],
    [
      'openid\n\n![x](https://evil.example/x)\r\n# Heading',
      '`openid ![x](https://evil.example/x) # Heading`',
    ],
    ['a\u2028b\u0085c\u202ed', '`a b c d`'],
  ])('has a value as it is, whatever is in it: %s', (audience, quoted) => {
    expect(reportOf({ build: unitBuild({ audience }) })).toContain(`\n- **Audience:** ${quoted}\n`);
  });
});
