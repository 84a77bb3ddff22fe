import type { FormText } from './lock-context.ts';

type Names = Pick<FormText, 'fieldEmail' | 'fieldCountry' | 'formBack'>;

/**
 * Fixes accessibility gaps in Lock's form each time Lock renders, until `signal` is aborted. Names the controls, gives
 * messages and the country list ARIA roles, and moves the focus if its element is removed.
 */
export function fixAccessibility(form: HTMLElement, names: Names, signal: AbortSignal): void {
  let last: EventTarget | null = null;
  let fields = '';
  const onFocus = ({ target }: FocusEvent) => {
    last = target;
  };
  form.addEventListener('focusin', onFocus, { signal });
  const observer = new MutationObserver(() => {
    keepAddressesAsTyped(form);
    nameControls(form, names);
    announceMessages(form);
    labelCountryList(form, names);
    keepFocus(form, last, fields);
    if (isAnimationOver(form)) fields = fieldsIn(form);
  });
  observer.observe(form, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Focuses the first invalid field, else the first empty one, else the password field, else the first field. */
export function focusField(form: HTMLElement): void {
  const fields = Array.from(
    form.querySelectorAll<HTMLInputElement>('input:not([type="hidden"], [type="checkbox"])'),
  );
  const field =
    fields.find((candidate) => candidate.getAttribute('aria-invalid') === 'true') ??
    fields.find(({ value }) => value === '') ??
    fields.find(({ type }) => type === 'password') ??
    fields[0];
  field?.focus();
}

/**
 * Keeps email addresses as the user typed them: Chromium converts the domain in an `<input type="email">` to Punycode.
 * Lock validates the address itself, and `inputmode` still selects the on-screen keyboard for addresses.
 */
function keepAddressesAsTyped(form: HTMLElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type="email"]')) field.type = 'text';
}

/** Sets accessible names. Lock's own are English in every language, some name another field, and some controls have none. */
function nameControls(form: HTMLElement, names: Names): void {
  const { fieldEmail, fieldCountry, formBack } = names;
  // The placeholders of these fields are examples or missing, so they can't be names.
  const fieldNames: Readonly<Record<string, string>> = {
    email: fieldEmail,
    location: fieldCountry,
    search: fieldCountry,
  };
  for (const field of form.querySelectorAll<HTMLInputElement>('input.auth0-lock-input')) {
    const name = fieldNames[field.name] ?? field.placeholder;
    if (name !== '') setName(field, name);
  }
  for (const button of form.querySelectorAll('.auth0-lock-back-button')) setName(button, formBack);
  for (const box of form.querySelectorAll<HTMLInputElement>('.auth0-lock-show-password input')) {
    setName(box, box.labels?.[0]?.title ?? '');
  }
  for (const tab of form.querySelectorAll('.auth0-lock-tabs-current > span'))
    tab.setAttribute('aria-current', 'true');
}

function setName(element: Element, name: string): void {
  if (element.getAttribute('aria-label') !== name) element.setAttribute('aria-label', name);
}

/** Makes screen readers announce messages. Restores the focus after an error, because Lock removes it on submission. */
function announceMessages(form: HTMLElement): void {
  for (const message of form.querySelectorAll('.auth0-global-message:not([role])')) {
    const isError = message.matches('.auth0-global-message-error');
    message.setAttribute('role', isError ? 'alert' : 'status');
    if (isError && document.activeElement === document.body) focusField(form);
  }
}

/** Gives the country list the roles of a combobox: the arrow keys move through it while the focus stays in the field above it. */
function labelCountryList(form: HTMLElement, { fieldCountry }: Names): void {
  const list = form.querySelector('.auth0-lock-list-code');
  const field = form.querySelector<HTMLInputElement>('.auth0-lock-select-country input[name="search"]');
  if (list === null || field === null) return;
  list.id = 'countries';
  list.setAttribute('role', 'listbox');
  setName(list, fieldCountry);
  list.querySelector('ul')?.setAttribute('role', 'presentation');
  for (const [position, item] of list.querySelectorAll('li').entries()) {
    const isHighlighted = item.classList.contains('auth0-lock-list-code-highlighted');
    item.id = `country-${position}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(isHighlighted));
    if (isHighlighted) field.setAttribute('aria-activedescendant', item.id);
  }
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-expanded', 'true');
  field.setAttribute('aria-controls', list.id);
}

/**
 * Keeps the focus in the country list while the list is open. After Lock's animation, focuses a field if the element that had
 * the focus (`last`) was removed. Does the same if the submit button has it and the names of the `fields` above have changed.
 */
function keepFocus(form: HTMLElement, last: EventTarget | null, fields: string): void {
  const list = form.querySelector<HTMLElement>('.auth0-lock-select-country');
  const focused = document.activeElement;
  const isLost = focused === document.body && last instanceof Element && !last.isConnected;
  const isLeft =
    focused?.matches('.auth0-lock-submit') === true && fields !== '' && fields !== fieldsIn(form);
  if (list !== null && !list.contains(focused)) focusField(list);
  else if (isAnimationOver(form) && (isLost || isLeft)) focusField(form);
}

function isAnimationOver(form: HTMLElement): boolean {
  return form.querySelector('.auth0-lock-quiet') !== null;
}

function fieldsIn(form: HTMLElement): string {
  return Array.from(
    form.querySelectorAll<HTMLInputElement>('input.auth0-lock-input'),
    ({ name }) => name,
  ).join();
}
