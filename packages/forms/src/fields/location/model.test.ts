import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { location } from './model.ts';

it.each([
  [
    '30.274085,120.15507 ±25m 黄龙时代广场',
    { lat: 30.274085, lng: 120.15507, text: '黄龙时代广场', accuracy: 25 },
  ],
  ['-33.8688， 151.2093', { lat: -33.8688, lng: 151.2093 }],
  ['91,0', ['invalid_location']],
  ['somewhere', ['invalid_location']],
])('reads the place %s', (text, value) => {
  expect(read(location, text)).toEqual(value);
});

it('writes tiny coordinates without an exponent', () => {
  expect(show(location, { lat: 0.000001, lng: -0.000001 } as never)).toBe('0.000001,-0.000001');
});
