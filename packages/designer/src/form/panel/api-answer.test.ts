import { expect, test } from 'vitest';
import { leavesOf } from './api-answer.ts';

test('the single values of an answer, each with its pointer', () => {
  expect(leavesOf({ code: 0, data: { list: [{ 'a/b~c': '甲' }, null], none: [] } })).toEqual([
    { pointer: '/code', text: '0' },
    { pointer: '/data/list/0/a~1b~0c', text: '甲' },
    { pointer: '/data/list/1', text: '' },
  ]);
  expect(leavesOf('x'.repeat(100))).toEqual([{ pointer: '', text: 'x'.repeat(80) }]);
  expect(leavesOf(Array.from({ length: 500 }, (_, n) => n))).toHaveLength(200);
});
