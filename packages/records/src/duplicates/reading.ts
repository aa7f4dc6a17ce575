import type { Frag } from '@trellis/logic';
import { frag, raw } from '@trellis/logic/sql';
import type { Reading } from '@trellis/metadata';
import { readingSql } from '../storage/readings.ts';

/** What counts of a given value, worked out once by the statement. */
export const readValue = (as: Reading, value: Frag): Frag =>
  as === 'exact'
    ? value
    : frag`(SELECT ${raw(readingSql(as, 'given.v'))} FROM (SELECT ${value} AS v) AS given)`;
