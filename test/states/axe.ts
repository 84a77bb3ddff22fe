import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns axe-core's violations in a page of the extension: one line per element, with the rule and the fix. */
export async function violationsIn(page: Page): Promise<string[]> {
  // `evaluate` isn't subject to the page's content security policy.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe: inPage }: { axe?: typeof axe } = Object(globalThis);
    const results = await inPage?.run(document, {
      resultTypes: ['violations'],
      preload: false,
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return (results?.violations ?? []).flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({ id, target: target.join(' '), failureSummary })),
    );
  });
  return violations.map(
    ({ id, target, failureSummary }) => `${id}: ${target}: ${failureSummary?.replace(/\s*\n\s*/g, ' ')}`,
  );
}
