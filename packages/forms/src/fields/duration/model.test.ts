import { expect, it } from 'vitest';
import { checkValue } from '../../schema/check-value.ts';
import { read, show } from '../../testing/text.ts';
import { duration } from './model.ts';

it('counts in seconds, reads a bare number in its unit and shows whole units', () => {
  expect(read(duration, '2', { unit: 'day' })).toBe('172800');
  expect(read(duration, '90m')).toBe('5400');
  expect(read(duration, '很久')).toEqual(['invalid_duration']);
  expect(show(duration, '183600' as never)).toBe('2天 3小时');
  expect(show(duration, '183600' as never, { largest: 'hour' }, { locale: 'en' })).toBe('51h');
});

it('has bounds in seconds', () => {
  const schema = duration.valueSchema({ unit: 'hour', largest: 'day', min: 0, max: '3600' });
  expect(checkValue(schema, '3600')).toEqual([]);
  expect(checkValue(schema, '3601')).toMatchObject([{ code: 'too_large' }]);
  expect(checkValue(schema, '-1')).toMatchObject([{ code: 'too_small' }]);
});
