import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEED } from '../testing/arbitrary.ts';
import {
  findRegion,
  isWholeRegion,
  regionAtStart,
  regionName,
  regionPath,
  regionPrefix,
  regionsBelow,
} from './regions.ts';
import './regions-data.ts';

it.each([
  ['浙江省杭州市西湖区', '330106'],
  ['浙江/杭州/西湖', '330106'],
  ['浙江 杭州 西湖区', '330106'],
  ['杭州市西湖区', '330106'],
  ['浙江', '330000'],
  ['北京市东城区', '110101'],
  ['北京市北京市东城区', '110101'],
  ['重庆市城口县', '500229'],
  ['湖北仙桃', '429004'],
  ['内蒙古自治区', '150000'],
  ['330106', '330106'],
  ['３３０１０６', '330106'],
  ['火星', undefined],
  ['999999', '999999'],
])('finds %s', (text, code) => {
  expect(findRegion(text)).toBe(code);
});

it('reads every name that it writes', () => {
  const all = regionsBelow().flatMap((province) => [
    province,
    ...province.below.flatMap((city) => [city, ...city.below]),
  ]);
  expect(all.length).toBeGreaterThan(3000);
  const wrong = all.filter(({ code }) => {
    const back = findRegion(regionName(code));
    // A few places share all their names with the level above them.
    return back !== code && regionName(back ?? '') !== regionName(code);
  });
  expect(wrong.map(({ code }) => code)).toEqual([]);
});

it('parts a place from what follows it', () => {
  expect(regionAtStart('浙江省杭州市西湖区文三路90号')).toEqual({ code: '330106', rest: '文三路90号' });
  expect(regionAtStart('文三路90号')).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const found = regionAtStart(text);
      if (found) expect(text.endsWith(found.rest)).toBe(true);
    }),
    { ...SEED, numRuns: 200 },
  );
});

it('knows the way up and what is whole', () => {
  expect(regionPath('330106')).toEqual(['330000', '330100', '330106']);
  expect(regionPrefix('330100')).toBe('3301');
  expect(isWholeRegion('330100', 3)).toBe(false);
  expect(isWholeRegion('330100', 2)).toBe(true);
});
