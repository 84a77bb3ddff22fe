import { browserI18n } from './browser-i18n.ts';
import { inPosition, type Translate } from './language.ts';

/** A message in the browser's language, or in English where we do not speak that. In Node: its name and its values. */
export const translate: Translate = (name, ...[values]) => lookUp(name, inPosition(values));

/** A message without placeholders, whose name stands in a page. Empty where there is none of that name. */
export function translateNamed(name: string): string {
  return lookUp(name, []);
}

function lookUp(name: string, values: readonly string[]): string {
  return browserI18n()?.getMessage(name, values) ?? [name, ...values].join(' ');
}
