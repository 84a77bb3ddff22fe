/** `latchkey/i18n`: texts in the language of the browser, as the extension's pages show them. */
export type { MessageName } from './locales/catalogue.ts';
export { spokenLanguage } from './locales/spoken-language.ts';
export { translate, translateNamed } from './locales/translate.ts';
export { displayName, displayText, initials } from './session/display-name.ts';
