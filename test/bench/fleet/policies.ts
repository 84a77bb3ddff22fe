import * as renewal from '../../../src/session/renewal.ts';

/** What decides when an installation renews its tokens: what `src/session/renewal.ts` exports. */
export type Policy = Pick<typeof renewal, 'renewAt' | 'isFresh' | 'dueAt' | 'afterFailure'>;

/** What one would write first: renew when the token ends, at waking if that was slept through, and try again each 30 s. */
const naive: Policy = {
  renewAt: ({ expiresAt }) => expiresAt,
  isFresh: ({ expiresAt }, now) => now < expiresAt,
  dueAt: (_life, plannedAt, now) => Math.max(plannedAt, now),
  afterFailure: (_life, former, { now }) => ({
    failures: (former?.failures ?? 0) + 1,
    nextAt: now + 30_000,
    notBefore: now,
  }),
};

export const POLICIES = { latchkey: renewal, naive } as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof POLICIES;
