import { fillPlaceholders } from '../placeholders.ts';
import type { MessageName, Texts, Translate } from './catalogue.ts';

/**
 * Returns the function that returns the texts of a language. `replacements` override `texts`. In right-to-left languages, puts
 * each value into Unicode isolates. Otherwise the full stop after a host would appear at the host's other end (Unicode UAX 9).
 */
export function createTranslate<Names extends MessageName>(
  texts: Readonly<Record<Names | 'direction', string>>,
  replacements: Texts = {},
): Translate<Names> {
  const isolate = texts.direction === 'rtl' ? (value: string) => `\u2068${value}\u2069` : undefined;
  return (name, ...[values = {}]) => fillPlaceholders(replacements[name] ?? texts[name], values, isolate);
}
