import type { FormText } from '../lock/form-text.ts';
import { wantedLanguage } from './spoken-language.ts';
import { type Texts, translateWith } from './texts.ts';

/** Returns the text for Lock's form in the user's language; `texts` replace the SDK's own. */
export function formText(texts: Texts = {}): FormText {
  const translate = translateWith(texts);
  return {
    language: wantedLanguage(),
    codeWrong: translate('codeWrong'),
    codeExpired: translate('codeExpired'),
    signUpRefused: translate('signUpRefused'),
    signUpDisabled: translate('signUpDisabled'),
    signedUpRefused: (reason) => translate('signedUpRefused', { reason }),
    fieldEmail: translate('fieldEmail'),
    fieldCountry: translate('fieldCountry'),
    formBack: translate('formBack'),
  };
}
