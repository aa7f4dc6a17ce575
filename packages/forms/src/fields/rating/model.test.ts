import { expect, it } from 'vitest';
import { checkValue } from '../../schema/check-value.ts';
import { read } from '../../testing/text.ts';
import { rating } from './model.ts';

it.each([
  ['4', '4'],
  ['5.0', '5'],
  ['★★★', '3'],
  ['★★★☆☆', '3'],
  ['５', '5'],
  ['', null],
  ['very good', ['invalid_number']],
])('reads %s', (text, value) => {
  expect(read(rating, text)).toEqual(value);
});

it('takes whole stars from one to the most', () => {
  const schema = rating.valueSchema({ max: 5 });
  for (const good of ['1', '5']) expect(checkValue(schema, good)).toEqual([]);
  for (const bad of ['0', '6', '-1', '2.5']) expect(checkValue(schema, bad)).toHaveLength(1);
});
