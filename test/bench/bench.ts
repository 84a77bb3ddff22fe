/**
 * `npm run bench`: the popup, beside stock Lock, in `popup.ts`. `npm run bench -- fleet`: a million installations that
 * keep their sessions alive, in `fleet/fleet.ts`.
 */
import { argv } from 'node:process';

async function main([first, ...others]: readonly string[]): Promise<void> {
  // Each brings what the other need not have: browsers here, a simulation there.
  if (first === 'fleet') {
    const { benchFleet } = await import('./fleet/fleet.ts');
    await benchFleet(others);
  } else {
    const { benchPopup } = await import('./popup.ts');
    await benchPopup(first === undefined ? [] : [first, ...others]);
  }
}

await main(argv.slice(2));
