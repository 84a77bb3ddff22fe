/** Modules of libraries beside which ours are tested. */
declare module 'superagent/lib/client.js';
