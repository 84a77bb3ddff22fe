import { expectElement } from '../shared/elements.ts';
import { translate } from '../shared/translate.ts';

/**
 * Shows next to a field whether a policy has set it. The element describes the field (`aria-describedby`). It is empty if the
 * field is not managed, because screen readers also read hidden descriptions.
 * https://www.w3.org/TR/accname-1.2/#comp_hidden_not_referenced
 */
export function sayWhoSet(id: string, isManaged: boolean): void {
  expectElement(id, HTMLElement).textContent = isManaged ? translate('managed') : '';
}
