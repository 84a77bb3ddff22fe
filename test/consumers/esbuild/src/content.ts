import { callOperation } from 'latchkey/content';

callOperation('list-notes').then(({ status, body }) => {
  document.documentElement.dataset.notes = `${status} ${JSON.stringify(body)}`;
});
