import type { Operation } from 'latchkey/background';

/**
 * What content scripts may ask for, by name. Each is fixed here: a page chooses neither address nor method, and
 * never sees a token. For example:
 *
 *   'list-notes': {
 *     pages: ['https://www.example.com'],
 *     request: () => ({ url: 'https://api.example.com/notes' }),
 *   },
 */
export const operations: Readonly<Record<string, Operation>> = {};
