import { translate, translateNamed } from './translate.ts';

/**
 * Translates the page, whose elements name their message: `data-i18n` for the text, `data-i18n-label` for the accessible name.
 * Sets the language and the text direction of the page.
 */
export function translatePage(): void {
  document.documentElement.lang = translate('language');
  document.documentElement.dir = translate('direction');
  for (const element of document.querySelectorAll<HTMLElement>('[data-i18n], [data-i18n-label]')) {
    const { i18n, i18nLabel } = element.dataset;
    if (i18n !== undefined) element.textContent = translateNamed(i18n);
    if (i18nLabel !== undefined) element.setAttribute('aria-label', translateNamed(i18nLabel));
  }
}

/** A private-use character that marks the position of the element in a sentence. */
const PLACE = '\uE000';

/** Returns the parts of a sentence with one placeholder: the text before it, `element`, and the text after it. */
export function around(element: HTMLElement, sentence: (place: string) => string): (string | HTMLElement)[] {
  const [before = '', behind = ''] = sentence(PLACE).split(PLACE);
  return [before, element, behind];
}
