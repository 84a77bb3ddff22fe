import { violationsIn } from './axe.ts';
import { visitStates } from './stage.ts';
import { STATES } from './states.ts';
const [kind = 'chromium', ...names] = process.argv.slice(2);
const t = Date.now();
await visitStates(kind as 'chromium', STATES.filter(({ name }) => names.length === 0 || names.includes(name)), async (state, page, { browser }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await browser.setMedia(page, { scheme });
    const at = Date.now();
    const v = await violationsIn(page);
    console.log(`## ${state.name} ${scheme} ${Date.now() - at} ms`);
    for (const line of v) console.log('   ', line);
  }
});
console.log(Date.now() - t, 'ms');
