// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fixAccessibility, focusField } from '../../../src/sdk/lock/form-accessibility.ts';
import { FORM_TEXT } from '../../support/unit/form-text.ts';
import { eventually, settle } from '../../support/unit/settle.ts';

/** As Lock draws it; with what comes before the form. */
async function draw(html: string): Promise<HTMLElement> {
  document.body.innerHTML = '<button id="outside"></button><div id="lock"></div>';
  const form = document.getElementById('lock');
  if (form === null) throw new Error('There is no form.');
  fixAccessibility(form, FORM_TEXT, new AbortController().signal);
  form.innerHTML = html;
  await eventually(() => expect(form.innerHTML).not.toBe(html));
  return form;
}

const FIELD =
  '<input class="auth0-lock-input" name="email" aria-label="Email" placeholder="yours@example.com">';

const nameOf = (selector: string) => document.querySelector(selector)?.getAttribute('aria-label');

describe('a control of the form has a name', () => {
  it.each([
    ['of ours, if its placeholder is not a label', FIELD, 'input', 'Email address'],
    [
      "of Lock's dictionary, if Lock uses another field's",
      '<input class="auth0-lock-input" name="vcode" aria-label="Email" placeholder="Your code">',
      'input',
      'Your code',
    ],
    ['to go back', '<span role="button" class="auth0-lock-back-button" aria-label="back">', 'span', 'Back'],
    [
      'that shows the password',
      '<div class="auth0-lock-show-password"><input type="checkbox" id="s"><label for="s" title="Show password"></label></div>',
      'input',
      'Show password',
    ],
  ])('%s', async (_which, html, selector, name) => {
    await draw(html);
    expect(nameOf(`#lock ${selector}`)).toBe(name);
  });
});

it('an email field stays as it was typed in Chromium', async () => {
  await draw('<input class="auth0-lock-input" type="email" inputmode="email" name="email">');
  const field = document.querySelector('input');
  expect(field?.type).toBe('text');
  expect(field?.inputMode).toBe('email');
});

describe('a message of the form', () => {
  it.each([
    ['error', 'alert'],
    ['success', 'status'],
    ['info', 'status'],
  ])('has the role of its kind: %s, %s', async (kind, role) => {
    await draw(`<div class="auth0-global-message auth0-global-message-${kind}">Words</div>`);
    expect(document.querySelector('.auth0-global-message')?.getAttribute('role')).toBe(role);
  });
});

it('the country list is a listbox with the chosen option', async () => {
  await draw(`<div class="auth0-lock-select-country"><input class="auth0-lock-input" name="search">
    <div class="auth0-lock-list-code"><ul><li>Albania</li><li class="auth0-lock-list-code-highlighted">Algeria</li></ul></div>
  </div>`);
  const field = document.querySelector('input');
  const chosen = document.getElementById(field?.getAttribute('aria-activedescendant') ?? '');
  expect(chosen?.textContent).toBe('Algeria');
  expect(chosen?.getAttribute('aria-selected')).toBe('true');
  expect(document.querySelectorAll('[role=listbox] > [role=presentation] > [role=option]')).toHaveLength(2);
  expect(document.activeElement).toBe(field);
});

describe('the focus', () => {
  const QUIET = `<div class="auth0-lock-quiet">${FIELD}</div>`;

  it('moves into the form when the focused element is removed', async () => {
    const form = await draw(FIELD);
    form.querySelector('input')?.focus();
    form.innerHTML = QUIET;
    await eventually(() => expect(document.activeElement?.getAttribute('name')).toBe('email'));
  });

  it('does not move if the user has removed it', async () => {
    const form = await draw(QUIET);
    form.querySelector('input')?.focus();
    form.querySelector('input')?.blur();
    form.append(document.createElement('p'));
    form.insertAdjacentHTML('beforeend', FIELD);
    await eventually(() => expect(form.querySelectorAll('[aria-label="Email address"]')).toHaveLength(2));
    expect(document.activeElement).toBe(document.body);
  });

  it('moves to the field of the next screen after its button was pressed', async () => {
    const submit = '<button class="auth0-lock-submit"></button>';
    const form = await draw(`${QUIET}${submit}`);
    form.querySelector<HTMLElement>('.auth0-lock-submit')?.focus();
    const next = '<input class="auth0-lock-input" name="vcode" placeholder="your code">';
    form
      .querySelector('.auth0-lock-quiet')
      ?.replaceChildren(document.createRange().createContextualFragment(next));
    await eventually(() => expect(document.activeElement?.getAttribute('name')).toBe('vcode'));
  });

  it('does not move after the form is closed', async () => {
    document.body.innerHTML = '<div id="lock"></div>';
    const form = document.body.firstElementChild as HTMLElement;
    const closed = new AbortController();
    fixAccessibility(form, FORM_TEXT, closed.signal);
    closed.abort();
    form.innerHTML = FIELD;
    await settle();
    expect(nameOf('#lock input')).toBe('Email');
  });

  it('stays on an element outside the form', async () => {
    const form = await draw(FIELD);
    document.getElementById('outside')?.focus();
    form.innerHTML = QUIET;
    await eventually(() => expect(nameOf('#lock input')).toBe('Email address'));
    expect(document.activeElement?.id).toBe('outside');
  });

  it.each([
    ['an invalid field', '<input name="a" value=""><input name="b" value="x" aria-invalid="true">', 'b'],
    ['an empty field', '<input name="a" value="x"><input name="b" value="">', 'b'],
    ['the password', '<input name="a" value="x"><input name="b" type="password" value="x">', 'b'],
    ['the first field', '<input name="a" value="x"><input name="b" value="x">', 'a'],
  ])('moves to %s', (_what, fields, name) => {
    document.body.innerHTML = `<div id="lock"><input type="hidden"><input type="checkbox">${fields}</div>`;
    focusField(document.body);
    expect(document.activeElement?.getAttribute('name')).toBe(name);
  });
});
