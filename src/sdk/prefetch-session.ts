/** `latchkey/prefetch-session`: for a script that a page runs before its modules. */
export { prefetchSession } from './storage/prefetch-session.ts';
