import { startBackground } from 'latchkey/background';
import config, { API } from '../auth';

startBackground(config, {
  operations: {
    'list-notes': {
      pages: [import.meta.env.VITE_PAGE_ORIGIN],
      request: () => ({ url: `${API}/notes` }),
    },
  },
});
