import { startBackground } from 'latchkey/background';
import config, { API } from './auth';

startBackground(config, {
  operations: {
    'list-notes': { pages: [process.env.PAGE_ORIGIN], request: () => ({ url: `${API}/notes` }) },
  },
});
