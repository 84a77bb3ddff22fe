import { expect, it } from 'vitest';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { describeStorageContract } from './contract.ts';

describeStorageContract('memory', memoryStorage);

it('two memory storages are separate', async () => {
  const [one, other] = [memoryStorage(), memoryStorage()];
  await one.set('key', 'value');
  expect(await other.get('key')).toBeUndefined();
});
