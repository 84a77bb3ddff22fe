import { expectElement } from '../shared/elements.ts';
import { translate } from '../shared/translate.ts';

/**
 * Shows beside a field that a policy has set it, or nothing. The element describes the field, so it is empty where
 * there is nothing to say: a hidden text would be read out all the same.
 * https://www.w3.org/TR/accname-1.2/#comp_hidden_not_referenced
 */
export function sayWhoSet(id: string, isManaged: boolean): void {
  expectElement(id, HTMLElement).textContent = isManaged ? translate('managed') : '';
}
