import { expect, it } from 'vitest';
import OtherForm from '../../../../src/sdk/lock/overrides/other-form.ts';

it('is no form: who makes it reads which variable chose', () => {
  expect(() => new OtherForm()).toThrow(/AUTH0_LOGIN/);
});
