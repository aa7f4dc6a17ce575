import { expect, it } from 'vitest';
import { isId, newId } from './id.ts';

it('makes unique ids that sort in the order they were made', () => {
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect(ids.every((id) => id[14] === '7' && '89ab'.includes(id[19] ?? ''))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

it('knows only lower-case canonical uuids', () => {
  for (const text of ['', 'x', newId().toUpperCase(), `{${newId()}}`, 5, null])
    expect(isId(text)).toBe(false);
});
