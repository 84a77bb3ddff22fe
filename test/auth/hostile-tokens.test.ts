import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveClockBack, takeClock } from '../support/unit-clock.ts';
import { unitConfig } from '../support/unit-config.ts';
import type { HostileCase } from '../support/unit-hostile.ts';
import { HOSTILE_BODIES, HOSTILE_TOKENS } from '../support/unit-hostile-answers.ts';
import { HOSTILE_BINDINGS, HOSTILE_PARTIES, HOSTILE_TIMES } from '../support/unit-hostile-claims.ts';
import { HOSTILE_ENCODINGS, HOSTILE_JSON, HOSTILE_PARTS } from '../support/unit-hostile-forms.ts';
import { HOSTILE_KEY_SETS, HOSTILE_KEYS } from '../support/unit-hostile-key-sets.ts';
import {
  HOSTILE_ALGORITHMS,
  HOSTILE_HEADERS,
  HOSTILE_SIGNATURES,
} from '../support/unit-hostile-signatures.ts';
import { expectTenantAlone, failToSignIn, signIn } from '../support/unit-sign-in.ts';
import { UNUSUAL_ANSWERS, UNUSUAL_ID_TOKENS, UNUSUAL_KEY_SETS } from '../support/unit-unusual.ts';

/** Every hostile answer, under the words that begin its sentence. */
const TABLES: Readonly<Record<string, readonly HostileCase[]>> = {
  'an answer of the token endpoint is not used when': [...HOSTILE_BODIES, ...HOSTILE_TOKENS],
  'an ID token is not accepted when': [
    ...HOSTILE_PARTS,
    ...HOSTILE_ENCODINGS,
    ...HOSTILE_JSON,
    ...HOSTILE_ALGORITHMS,
    ...HOSTILE_SIGNATURES,
    ...HOSTILE_HEADERS,
    ...HOSTILE_PARTIES,
    ...HOSTILE_TIMES,
    ...HOSTILE_BINDINGS,
  ],
  'a key set is not used when': [...HOSTILE_KEY_SETS, ...HOSTILE_KEYS],
};

beforeEach(takeClock);
afterEach(giveClockBack);

describe.each(Object.entries(TABLES))('%s', (_sentence, cases) => {
  it.each(cases)('%s: %s', async (_name, code, reason, scenario, config = unitConfig()) => {
    const { error } = await failToSignIn(scenario, config);
    expect(error.code).toBe(code);
    const said = [error.message, error.cause instanceof Error ? error.cause.message : ''].join('\n');
    expect(said).toMatch(reason);
  });
});

describe('a sign-in succeeds when', () => {
  const cases = [...UNUSUAL_ANSWERS, ...UNUSUAL_ID_TOKENS, ...UNUSUAL_KEY_SETS];

  it.each(cases)('%s', async (_name, scenario, config = unitConfig()) => {
    const { provider, result } = signIn(scenario, config);
    expect((await result).idTokenPayload.sub).toMatch(/^auth0\|/);
    expectTenantAlone(provider, config);
  });
});

describe('the tables of hostile answers', () => {
  it('have no sentence twice, and enough of them', () => {
    const sentences = Object.entries(TABLES).flatMap(([begin, cases]) =>
      cases.map(([name]) => `${begin} ${name}`),
    );
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([]);
    expect(sentences.length).toBeGreaterThanOrEqual(80);
  });
});
