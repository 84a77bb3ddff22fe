import { translate, translateNamed } from './translate.ts';

/** Returns the element of the page with this ID. Throws a `TypeError` if it doesn't exist or has another type. */
export function expectElement<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(`The page has no <${kind.name}> with the id "${id}".`);
}

/** Returns a new element with this content. */
export function element(name: string, ...content: readonly (string | Node)[]): HTMLElement {
  const created = document.createElement(name);
  created.append(...content);
  return created;
}

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

/**
 * Returns the parts of a sentence with one placeholder: the text before it, `element`, and the text after it. `sentence` receives
 * the placeholder's value, a private-use character.
 */
export function insertElement(
  element: HTMLElement,
  sentence: (placeholder: string) => string,
): (string | HTMLElement)[] {
  const [before = '', after = ''] = sentence('\uE000').split('\uE000');
  return [before, element, after];
}
