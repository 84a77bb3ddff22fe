import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuildFacts, ConnectionFact, Diagnosis } from '../../../src/extension/diagnostics/diagnosis.ts';
import type { JournalEntry, JournalEvent } from '../../../src/sdk/storage/journal.ts';
import { unitConfig } from './config.ts';
import { NOON } from './session.ts';

const PAGE = readFileSync(
  path.resolve(import.meta.dirname, '../../../src/extension/diagnostics/diagnostics.html'),
  'utf8',
);

/** Makes the document the real `diagnostics.html`, as it is before any script ran. */
export function openDiagnosticsPage(): void {
  const page = new DOMParser().parseFromString(PAGE, 'text/html');
  document.body.replaceWith(document.adoptNode(page.body));
}

/** A diagnosis made at noon of somebody who is signed in, where all is well, with `changes`. */
export function unitDiagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    at: NOON,
    state: {
      kind: 'signed-in',
      until: NOON + 3_600_000,
      scope: 'openid profile',
      renewal: { at: NOON + 1_800_000, failures: 0 },
    },
    events: [unitEntry({ kind: 'background-started' }), unitEntry({ kind: 'signed-in', road: 'form' })],
    build: unitBuild(),
    permissions: [
      { kind: 'api', name: 'storage', isGranted: true },
      { kind: 'host', name: 'https://tenant.example/*', isGranted: true },
    ],
    connection: unitAnswer(),
    ...changes,
  };
}

/** An event that happened once, a minute before noon, with `changes`. */
export function unitEntry(event: JournalEvent, changes: Partial<JournalEntry> = {}): JournalEntry {
  return { event, at: NOON - 60_000, since: NOON - 60_000, times: 1, ...changes };
}

export function unitBuild(changes: Partial<BuildFacts> = {}): BuildFacts {
  return {
    ...unitConfig(),
    managed: [],
    ignored: [],
    name: 'Latchkey',
    version: '1.2.3',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    redirectUrl: 'https://hash.extensions.example/',
    origin: 'https://hash.extensions.example',
    ...changes,
  };
}

/** What a tenant answers where all is well, with `changes`. */
export function unitAnswer(
  changes: Partial<Extract<ConnectionFact, { kind: 'answered' }>> = {},
): ConnectionFact {
  return { kind: 'answered', took: 42, status: 200, isKeySet: true, clockAhead: 0, ...changes };
}
