import { config } from '../../../src/extension/config.ts';
import type { Operation } from '../../../src/sdk/operation.ts';

const [api = ''] = config.apiOrigins;

/** What content scripts on the tenant's own pages may have done: the only web pages that the tests have. */
export const operations: Readonly<Record<string, Operation>> = {
  'list-notes': { pages: [config.tenant], request: () => ({ url: `${api}/notes` }) },
  'add-note': {
    pages: [config.tenant],
    request: (input) => {
      if (typeof input !== 'string') throw new TypeError('A note is a text.');
      return { url: `${api}/notes`, method: 'POST', body: { text: input } };
    },
  },
  'for-others': { pages: ['https://www.example.com'], request: () => ({ url: `${api}/notes` }) },
};
