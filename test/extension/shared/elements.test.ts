// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { expectElement } from '../../../src/extension/shared/elements.ts';
import { openPopupPage } from '../../support/unit/popup-page.ts';

beforeEach(openPopupPage);

it('an element is found by its id', () => {
  expect(expectElement('btn-login', HTMLButtonElement).type).toBe('button');
});

it.each([
  ['that is not there', 'btn-other'],
  ['of another kind', 'main'],
])('an element %s is an error that names it', (_name, id) => {
  expect(() => expectElement(id, HTMLButtonElement)).toThrow(`id "${id}"`);
});
