// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { sayWhoSet } from '../../../src/extension/options/managed-mark.ts';
import { openOptionsPage } from '../../support/unit/options-page.ts';
import { element } from '../../support/unit/popup-page.ts';

beforeEach(() => openOptionsPage());

it.each([
  ['says that the organization has set a field', true, 'Managed by your organization'],
  ['leaves nothing to read out where it has not', false, ''],
])('%s', (_what, isManaged, words) => {
  sayWhoSet('silent-managed', isManaged);
  expect(element('silent-managed').textContent).toBe(words);
});
