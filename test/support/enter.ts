import type { Page } from 'puppeteer-core';

/**
 * Enters text into the first field that matches: the last character by the keyboard, so that the page receives the events
 * of a real key, and those before at once. Each key takes the browser 30 ms and more.
 */
export async function enter(
  page: Page,
  selector: string,
  text: string,
  mode: 'append' | 'replace' = 'append',
): Promise<void> {
  await page.$eval(
    selector,
    (field, start, isReplacing) => {
      if (!(field instanceof HTMLInputElement)) throw new Error('The element is no field.');
      field.focus();
      // React overrides `value` of its own fields, and would ignore a change by it.
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
      set?.call(field, (isReplacing ? '' : field.value) + start);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    text.slice(0, -1),
    mode === 'replace',
  );
  if (text !== '') await page.type(selector, text.slice(-1));
}
