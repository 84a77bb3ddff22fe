import { callOperation } from 'latchkey/content';

export default defineContentScript({
  matches: ['http://127.0.0.1/*'],
  async main() {
    const { status, body } = await callOperation('list-notes');
    document.documentElement.dataset.notes = `${status} ${JSON.stringify(body)}`;
  },
});
