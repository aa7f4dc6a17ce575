import { expect, it } from 'vitest';
import '../../values/regions-data.ts';
import { region } from './model.ts';

it('judges how whole a region is by what the field asks for', () => {
  const judge = (value: string, config: object) =>
    region.judge?.(value, { depth: 3, ...config } as never, {} as never).map(({ code }) => code);
  expect(judge('330106', {})).toEqual([]);
  expect(judge('330100', {})).toEqual(['region_incomplete']);
  expect(judge('330100', { partial: true })).toEqual([]);
  expect(judge('330106', { depth: 2 })).toEqual(['invalid_region']);
  expect(judge('999999', {})).toEqual(['invalid_region']);
});
