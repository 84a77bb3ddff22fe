/** axe-core in a page of the extension: what a screen reader, a keyboard or weak eyes would miss. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in the page: a line for each element, with the rule, the element and how it is to be mended. */
export async function violationsIn(page: Page): Promise<string[]> {
  // By the protocol, which the content security policy of the page does not bind.
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
