import { expect, test } from 'vitest';
import { openRecent } from './recent.ts';

test('loads once per age, shared by those who come together, and never keeps a failure', async () => {
  let clock = 0;
  let loads = 0;
  const recent = openRecent<number>(1_000, () => clock);
  const load = async () => {
    loads++;
    if (loads === 2) throw new Error('down');
    return loads;
  };
  expect(await Promise.all([recent.get('k', load), recent.get('k', load)])).toEqual([1, 1]);
  clock = 1_000;
  await expect(recent.get('k', load)).rejects.toThrow('down');
  expect(await recent.get('k', load)).toBe(3);
  recent.clear();
  expect(await recent.get('k', load)).toBe(4);
});
