import { expect, it } from 'vitest';
import { read } from '../../testing/text.ts';
import { checkbox } from './model.ts';

it.each([
  ['是', true],
  ['Yes', true],
  ['TRUE', true],
  ['１', true],
  ['√', true],
  ['否', false],
  ['no', false],
  ['0', false],
  ['×', false],
  ['maybe', ['invalid_boolean']],
])('reads %s', (text, value) => {
  expect(read(checkbox, text)).toEqual(value);
});

it('takes only booleans from clients', () => {
  for (const input of ['true', 1, 0, []]) expect(checkbox.normalise(input, {}).ok).toBe(false);
});
