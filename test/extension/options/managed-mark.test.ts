// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { sayWhoSet } from '../../../src/extension/options/managed-mark.ts';
import { openOptionsPage } from '../../support/unit/options-page.ts';
import { element } from '../../support/unit/popup-page.ts';

beforeEach(() => openOptionsPage());

it.each([
  ['names the organization if it has set a field', true, 'Managed by your organization'],
  ['is empty otherwise', false, ''],
])('%s', (_what, isManaged, words) => {
  sayWhoSet('silent-managed', isManaged);
  expect(element('silent-managed').textContent).toBe(words);
});
