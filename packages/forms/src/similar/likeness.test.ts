import '../values/regions-data.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks.ts';
import { nameParts, rememberParts } from './core.ts';
import { alike, scoreOf } from './likeness.ts';
import type { CompiledPair } from './rules.ts';

describe('names of companies', () => {
  it('are taken apart into places and what tells them from others', () => {
    expect(nameParts('苏州启明电子')).toEqual({ core: '启明电子', places: ['320500'] });
    expect(nameParts('江苏省苏州市启明电子')).toEqual({ core: '启明电子', places: ['320000', '320500'] });
    expect(nameParts('启明电子苏州')).toEqual({ core: '启明电子', places: ['320500'] });
    // What is nothing but a place stays.
    expect(nameParts('苏州').core).toBe('苏州');
    expect(nameParts('abctrading')).toEqual({ core: 'abctrading', places: [] });
  });

  it.each([
    ['苏州启明电子', '苏州启明电子', 'same', 1],
    ['苏州启明电子', '启明电子苏州', 'part', 0.95],
    ['江苏启明电子', '苏州启明电子', 'part', 0.95],
    ['深圳启明电子', '苏州启明电子', 'part', 0.665],
    ['启明电子', '启明电子科技', 'part', 0.8],
    ['启明电子', '奇铭电子', 'sound', 0.9],
    ['华宇精密机械', '华宇精密机械厂', 'part', 6 / 7],
    ['华宇精密机械', '华宁精密机械', 'close', 0.6],
  ] as const)('%s and %s are alike: %s', (a, b, way, degree) => {
    expect(alike('similar', a, b)?.way).toBe(way);
    expect(alike('similar', a, b)?.degree).toBeCloseTo(degree, 3);
  });

  it.each([
    ['启明电子', '云博软件'],
    ['启明电子', '明启电子'],
    ['张伟', '张炜明'],
    ['启明', '启明电子科技'],
  ])('%s and %s are not', (a, b) => {
    expect(alike('similar', a, b)).toBeUndefined();
  });
});

const names = fc.string({ unit: fc.constantFrom(...'苏州启明奇铭电子云博软件精密机械华宇'), maxLength: 12 });

const remembered = rememberParts();

it('says the same of two names whichever comes first, and never more than that they are the same', () => {
  fc.assert(
    fc.property(names, names, (a, b) => {
      expect(alike('similar', a, b)).toEqual(alike('similar', b, a));
      expect(alike('similar', a, b, remembered)).toEqual(alike('similar', a, b));
      expect(alike('similar', a, b)?.degree ?? 0).toBeLessThanOrEqual(1);
    }),
    { seed: 11, numRuns: 500 },
  );
});

it('finds names that are the same, sound the same or differ in their places by a common block', () => {
  fc.assert(
    fc.property(names, names, (a, b) => {
      const found = alike('similar', a, b);
      if (found?.way !== 'same' && found?.way !== 'sound' && (found?.degree ?? 0) < 0.95) return;
      const blocks = new Set(blocksOf('similar', a));
      expect(blocksOf('similar', b).some((block) => blocks.has(block))).toBe(true);
    }),
    { seed: 12, numRuns: 500 },
  );
});

it('adds up what speaks for two records, each taking its share of the doubt', () => {
  const pair = (field: string, weight: number): CompiledPair => ({
    field,
    other: field,
    how: 'text',
    weight,
  });
  const pairs = [pair('a', 90), pair('b', 50), pair('c', 100)];
  const value = (values: Record<string, string>) => (one: CompiledPair) => values[one.field] ?? '';
  const mine = value({ a: '1', b: '2', c: '3' });
  expect(scoreOf(pairs, mine, value({ a: '1', b: '2' })).score).toBe(95);
  expect(scoreOf(pairs, mine, value({ a: '1', b: '9' })).score).toBe(90);
  expect(scoreOf(pairs, mine, value({ c: '3' })).score).toBe(100);
  expect(scoreOf(pairs, mine, value({}))).toEqual({ score: 0, reasons: [] });
});
