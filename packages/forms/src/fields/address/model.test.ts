import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import '../../values/regions-data.ts';
import { location } from '../location/model.ts';
import { region } from '../region/model.ts';
import { address } from './model.ts';

it.each([
  ['浙江省杭州市西湖区 文三路 90 号', { detail: '文三路 90 号', region: '330106' }],
  ['浙江省杭州市西湖区文三路90号', { detail: '文三路90号', region: '330106' }],
  ['上海市浦东新区', { region: '310115' }],
  ['文三路 90 号', { detail: '文三路 90 号' }],
  ['', null],
])('reads the address %s', (text, value) => {
  expect(read(address, text)).toEqual(value);
});

it('refuses what is no address', () => {
  expect(address.normalise('x', { depth: 3 })).toMatchObject({ ok: false });
  expect(address.normalise({ city: 'x' }, { depth: 3 })).toMatchObject({
    issues: [{ path: ['city'], code: 'unknown_property' }],
  });
  expect(address.normalise({ detail: ' ' }, { depth: 3 })).toEqual({ ok: true, value: null });
});

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

it('judges how whole a region is by what the field asks for', () => {
  const judge = (value: string, config: object) =>
    region.judge?.(value, { depth: 3, ...config } as never, {} as never).map(({ code }) => code);
  expect(judge('330106', {})).toEqual([]);
  expect(judge('330100', {})).toEqual(['region_incomplete']);
  expect(judge('330100', { partial: true })).toEqual([]);
  expect(judge('330106', { depth: 2 })).toEqual(['invalid_region']);
  expect(judge('999999', {})).toEqual(['invalid_region']);
});
