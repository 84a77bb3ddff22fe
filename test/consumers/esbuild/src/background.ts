import { startBackground } from 'latchkey/background';
import { createStatusTranslate } from 'latchkey/status-texts';
import config, { API } from './auth';

startBackground(config, {
  translate: createStatusTranslate(),
  operations: {
    'list-notes': { pages: [process.env.PAGE_ORIGIN], request: () => ({ url: `${API}/notes` }) },
  },
});
