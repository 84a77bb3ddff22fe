import type { Operation } from 'latchkey/background';

/**
 * The operations that content scripts can request, by name. URL and method are defined here: a page can't choose them, and never
 * receives a token. For example:
 *
 *   'list-notes': {
 *     pages: ['https://www.example.com'],
 *     request: () => ({ url: 'https://api.example.com/notes' }),
 *   },
 */
export const operations: Readonly<Record<string, Operation>> = {};
