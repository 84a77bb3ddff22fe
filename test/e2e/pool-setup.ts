import { poolBrowsers } from './browser-pool.ts';

// Vitest ends its processes with this signal; `profile.ts` ends the browsers when a process exits.
process.removeAllListeners('SIGTERM').once('SIGTERM', () => process.exit());
poolBrowsers();
