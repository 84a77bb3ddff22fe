import { translate, translateNamed } from './translate.ts';

/**
 * Puts the words into the page, whose elements name their message: `data-i18n` for the text, `data-i18n-label` for the
 * name that a screen reader says. Sets the language and the direction of the page.
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

/** A character of no language that marks where the element goes in a sentence. */
const PLACE = '\uE000';

/** An element with the words before and behind it, of a sentence that has one placeholder. */
export function around(element: HTMLElement, sentence: (place: string) => string): (string | HTMLElement)[] {
  const [before = '', behind = ''] = sentence(PLACE).split(PLACE);
  return [before, element, behind];
}
