// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { expectElement } from '../../../src/extension/shared/elements.ts';
import { openPopupPage } from '../../support/unit/extension-pages.ts';

beforeEach(openPopupPage);

it('element finds an element by its ID', () => {
  expect(expectElement('btn-login', HTMLButtonElement).type).toBe('button');
});

it.each([
  ['that is not there', 'btn-other'],
  ['of another kind', 'main'],
])('element throws an error with the ID if the element %s', (_name, id) => {
  expect(() => expectElement(id, HTMLButtonElement)).toThrow(`id "${id}"`);
});
