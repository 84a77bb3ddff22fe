/** A developer's view: a tenant that has only what setup printed, and one that lacks a single setting of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import {
  dashboardEntries,
  dashboardText,
  FIELDS,
  fieldPath,
  hiddenFields,
} from '../../../src/tooling/build/dashboard.ts';
import type { CheckResult, Fix } from '../../../src/tooling/doctor/check-result.ts';
import { reportText } from '../../../src/tooling/doctor/report.ts';
import { runChecks } from '../../../src/tooling/doctor/run-checks.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES, configFor, DEPS, problemsIn } from '../../support/unit/doctor.ts';
import { enterPrinted, PRINTED_FOR, type Printed, readPrinted } from '../../support/unit/printed-output.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

const CONFIGURATIONS: Readonly<Record<string, Partial<Config>>> = {
  'the form': {},
  'the form and an API': { audience: PRINTED_FOR.audience },
  'codes by email': { login: 'passwordless' },
  'the hosted page': { login: 'hosted' },
  'the ID of an organization': { organization: PRINTED_FOR.organization.id },
  'the name of an organization, and an API': {
    organization: PRINTED_FOR.organization.name,
    audience: PRINTED_FOR.audience,
  },
  'no refresh token': { scope: 'openid', audience: PRINTED_FOR.audience },
  'a local sign-out': { logout: 'local' },
  'a connection': { connections: ['Username-Password-Authentication'] },
};

const printedFor = (changes: Partial<Config>) => readPrinted(dashboardText(unitConfig(changes), ADDRESSES));
const doctor = (changes: Partial<Config>): Promise<readonly CheckResult[]> =>
  runChecks(configFor(tenant, changes), ADDRESSES, DEPS);

describe('a tenant with only the printed settings passes', () => {
  it.each(Object.entries(CONFIGURATIONS))('%s', async (_name, changes) => {
    const printed = printedFor(changes);
    expect(printed.size).toBe(dashboardEntries(unitConfig(changes), ADDRESSES).length);
    enterPrinted(tenant, printed, changes);
    expect(problemsIn(await doctor(changes))).toEqual({});
  });
});

type Field = keyof typeof FIELDS;

/** A value that is left out of what is entered. */
interface Omission {
  readonly changes: Partial<Config>;
  readonly field: Field;
  readonly value: string;
}

/** Every value of every field that setup prints for any of the configurations, once. */
function omissions(): Omission[] {
  const all = Object.values(CONFIGURATIONS).flatMap((changes) =>
    [...printedFor(changes)].flatMap(([field, values]) => values.map((value) => ({ changes, field, value }))),
  );
  return [...new Map(all.map((one) => [`${one.field} ${one.value}`, one])).values()];
}

function without(printed: Printed, { field, value }: Omission): Printed {
  const rest = printed.get(field)?.filter((other) => other !== value) ?? [];
  const others = [...printed].filter(([name]) => name !== field);
  return new Map(rest.length > 0 ? [...others, [field, rest]] : others);
}

/** How a setting that was left out comes to light. */
async function foundBy(omission: Omission): Promise<'named' | 'cannot be seen' | 'missed'> {
  const { changes, field } = omission;
  enterPrinted(tenant, without(printedFor(changes), omission), changes);
  const results = await doctor(changes);
  const named = results.flatMap(({ outcome }) => (outcome.kind === 'failed' ? [outcome.fix] : []));
  if (named.length > 0) {
    const isOmitted = ({ field: path, value }: Fix) =>
      path.endsWith(fieldPath(FIELDS[field])) && omission.value.includes(value ?? '');
    return named.every(isOmitted) ? 'named' : 'missed';
  }
  const report = reportText(results, hiddenFields(unitConfig(changes)));
  const closing = report.split('Not visible from outside')[1] ?? '';
  return closing.includes(FIELDS[field].name) ? 'cannot be seen' : 'missed';
}

const FIREFOX_CORS = ADDRESSES.firefox.origin;
const isOfCallback = ({ field, value }: Omission) => field === 'allowedOrigins' && value === FIREFOX_CORS;

describe('a printed but missing setting is reported by the doctor, or among what it cannot check:', () => {
  it.each(omissions().filter((omission) => !isOfCallback(omission)))('$field, $value', async (omission) => {
    expect(await foundBy(omission)).toBe(FIELDS[omission.field].isVisible ? 'named' : 'cannot be seen');
  });

  it('except the origin of a callback URL, which Auth0 always allows', async () => {
    expect(await foundBy({ changes: {}, field: 'allowedOrigins', value: FIREFOX_CORS })).toBe('missed');
  });

  it('for every field, except those that setup does not print', () => {
    const tried = new Set<string>(omissions().map(({ field }) => field));
    expect(Object.keys(FIELDS).filter((name) => !tried.has(name))).toEqual([
      'clientId',
      'connections',
      'apiIdentifier',
    ]);
  });
});
