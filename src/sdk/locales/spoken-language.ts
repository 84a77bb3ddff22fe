import { browserI18n } from './browser-i18n.ts';
import type { Language } from './language.ts';
import { translate } from './translate.ts';

/** The language that `translate` speaks, in the way of the person's region where that is known. */
export function spokenLanguage(): Language {
  const language = translate('language');
  const inBrowser = browserLanguage();
  return { translate, locale: inBrowser.startsWith(language) ? inBrowser : language };
}

/** What others should speak beside `translate`, BCP 47: the same, or the browser's language where we do not speak that. */
export function wantedLanguage(): string {
  const language = translate('language');
  return language === 'en' ? browserLanguage() : language;
}

/** The language of the browser's own menus, which is what messages are chosen by: not the one that pages are asked for in. */
function browserLanguage(): string {
  return browserI18n()?.getUILanguage() ?? 'en';
}
