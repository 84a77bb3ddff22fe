import { config } from '../../../src/extension/config.ts';
import type { Operation } from '../../../src/sdk/operation.ts';

const [api = ''] = config.apiOrigins;

/** Operations for pages of the tenant, the only web pages of the tests. */
export const operations: Readonly<Record<string, Operation>> = {
  'list-notes': { pages: [config.tenant], request: () => ({ url: `${api}/notes` }) },
  'add-note': {
    pages: [config.tenant],
    request: (input) => {
      if (typeof input !== 'string') throw new TypeError('A note is a text.');
      return { url: `${api}/notes`, method: 'POST', body: { text: input } };
    },
  },
};
