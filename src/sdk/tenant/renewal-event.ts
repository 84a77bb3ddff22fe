import type { JournalEvent } from '../storage/journal.ts';
import type { Renewal } from './renew.ts';

/** What an attempt to renew goes down as in the journal. */
export function renewalEvent(outcome: Renewal): JournalEvent {
  switch (outcome.kind) {
    case 'renewed':
      return { kind: 'renewed' };
    case 'ended':
      return { kind: 'session-ended', end: outcome.end };
    case 'failed':
      return { kind: 'renewal-failed', code: outcome.error.code };
  }
}
