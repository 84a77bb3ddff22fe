import type { State } from './state.ts';
import { failInForm, openDiagnostics, signInAs } from './steps.ts';

export const DIAGNOSTICS_STATES: readonly State[] = [
  {
    name: 'diagnostics',
    what: 'The diagnostics, after a failure and a sign-in',
    async reach(world) {
      const { tenant } = world;
      const undo = tenant.addFault({ path: '/oauth/token', kind: 'status', status: 500 });
      const failed = await failInForm(world);
      undo();
      await failed.close();
      const popup = await signInAs(world, 'ada@example.com');
      await popup.close();
      return openDiagnostics(world);
    },
  },
  {
    name: 'diagnostics-selected',
    what: 'The report, which could not be copied',
    async reach(world) {
      const page = await openDiagnostics(world);
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      await page.click('#btn-copy');
      await page.waitForSelector('#result[data-tone=error]');
      return page;
    },
  },
];
