import type { FormText } from './form-text.ts';

type Names = Pick<FormText, 'fieldEmail' | 'fieldCountry' | 'formBack'>;

/**
 * Adds what Lock's form lacks for keyboards and screen readers, each time it draws: names of controls, messages that are
 * announced, a list that is announced as one, the focus if a screen goes away under it. Until `signal` is aborted.
 */
export function fixAccessibility(form: HTMLElement, names: Names, signal: AbortSignal): void {
  let last: EventTarget | null = null;
  let fields = '';
  const onFocus = ({ target }: FocusEvent) => {
    last = target;
  };
  form.addEventListener('focusin', onFocus, { signal });
  const observer = new MutationObserver(() => {
    keepAddresses(form);
    nameControls(form, names);
    haveMessagesSaid(form);
    tellCountries(form, names);
    keepFocus(form, last, fields);
    if (isAtRest(form)) fields = fieldsIn(form);
  });
  observer.observe(form, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Moves the focus to where the user continues: what is wrong, else what is empty, else the password, else the first field. */
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
 * Lets email addresses be read as they were typed: Chromium converts the domain in an `<input type="email">` to Punycode.
 * Lock validates the address itself, and `inputmode` keeps the keyboard for addresses.
 */
function keepAddresses(form: HTMLElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type="email"]')) field.type = 'text';
}

/** Lock's own names are English in every language, some name another field, and some controls have none. */
function nameControls(form: HTMLElement, names: Names): void {
  const { fieldEmail, fieldCountry, formBack } = names;
  // Their placeholders are no names: they are examples, or there are none.
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

/** Lock takes the focus away when a form is sent: with an error it is back. */
function haveMessagesSaid(form: HTMLElement): void {
  for (const message of form.querySelectorAll('.auth0-global-message:not([role])')) {
    const isError = message.matches('.auth0-global-message-error');
    message.setAttribute('role', isError ? 'alert' : 'status');
    if (isError && document.activeElement === document.body) focusField(form);
  }
}

/** The list of countries, which the arrow keys move through while the focus stays in the field above it. */
function tellCountries(form: HTMLElement, { fieldCountry }: Names): void {
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
 * The list has the focus while it is open. Once all is at rest, the next field has it where what had it (`last`) is gone, or
 * where the button that was pressed stays and the `fields` above it are others now.
 */
function keepFocus(form: HTMLElement, last: EventTarget | null, fields: string): void {
  const list = form.querySelector<HTMLElement>('.auth0-lock-select-country');
  const focused = document.activeElement;
  const isLost = focused === document.body && last instanceof Element && !last.isConnected;
  const isLeft =
    focused?.matches('.auth0-lock-submit') === true && fields !== '' && fields !== fieldsIn(form);
  if (list !== null && !list.contains(focused)) focusField(list);
  else if (isAtRest(form) && (isLost || isLeft)) focusField(form);
}

function isAtRest(form: HTMLElement): boolean {
  return form.querySelector('.auth0-lock-quiet') !== null;
}

function fieldsIn(form: HTMLElement): string {
  return Array.from(
    form.querySelectorAll<HTMLInputElement>('input.auth0-lock-input'),
    ({ name }) => name,
  ).join();
}
