import { expect, it } from 'vitest';
import * as plugin from '../../../src/lock/modules/cordova-plugin.ts';

it('is no function, so that Lock makes no plugin of it', () => {
  expect(typeof plugin).not.toBe('function');
  expect(Object.keys(plugin)).toEqual([]);
});
