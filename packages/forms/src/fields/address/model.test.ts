import { expect, it } from 'vitest';
import { read } from '../../testing/text.ts';
import '../../values/regions-data.ts';
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
