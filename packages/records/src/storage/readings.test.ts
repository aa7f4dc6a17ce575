import { createHash } from 'node:crypto';
import { READINGS } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { READINGS_VERSION, readingSql } from './readings.ts';

test('a reading that counts values otherwise has another number, by which indexes are built anew', () => {
  const all = READINGS.map((reading) => readingSql(reading, 'v')).join('\n');
  const hash = createHash('sha256').update(all).digest('hex').slice(0, 8);
  expect(`${READINGS_VERSION} ${hash}`).toBe('1 8df15ab0');
});
