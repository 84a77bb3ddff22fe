import type { MessageName, Texts, Translate } from './catalogue.ts';

/**
 * Returns the function for the texts of a language. `replacements` are preferred. In a text that is read from the right, each
 * value is isolated: else a host would take the full stop behind it to its other end (Unicode UAX 9).
 */
export function createTranslate<Names extends MessageName>(
  texts: Readonly<Record<Names | 'direction', string>>,
  replacements: Texts = {},
): Translate<Names> {
  const isFromRight = texts.direction === 'rtl';
  return (name, ...[values]) => {
    const filled: Readonly<Record<string, string>> = { ...values };
    const text = replacements[name] ?? texts[name];
    return text.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
      const value = filled[key] ?? placeholder;
      return isFromRight ? `\u2068${value}\u2069` : value;
    });
  };
}
