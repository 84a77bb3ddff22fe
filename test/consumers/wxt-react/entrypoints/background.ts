import { startBackground } from 'latchkey/background';
import config, { API } from '../auth';

export default defineBackground(() => {
  startBackground(config, {
    operations: {
      'list-notes': {
        pages: [import.meta.env.WXT_PAGE_ORIGIN],
        request: () => ({ url: `${API}/notes` }),
      },
    },
  });
});
