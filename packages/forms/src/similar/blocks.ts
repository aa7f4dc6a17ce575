import { type Likeness, readingsOf } from '@trellis/metadata';
import { nameParts } from './core.ts';

/** Characters by which names come together: how they begin, how they end, how they sound. */
const BEGIN = 3;
const END = 4;
const SOUND = 4;

/**
 * What a value has in common with every value that may be alike: records without a common block are never compared. Names
 * are read as companies. The name of a block says how it came about.
 */
export function blocksOf(how: Likeness, value: string): readonly string[] {
  if (value === '') return [];
  if (how !== 'similar' && how !== 'pinyin') return [`${how}:${value}`];
  const core = [...nameParts(value).core];
  const sound = core
    .slice(0, SOUND)
    .map((char) => readingsOf(char)[0] ?? char)
    .join(' ');
  const spoken = `sound:${sound}`;
  if (how === 'pinyin') return [spoken];
  return [
    `begin:${core.slice(0, BEGIN).join('')}`,
    ...(core.length >= END ? [`end:${core.slice(-END).join('')}`] : []),
    spoken,
  ];
}
