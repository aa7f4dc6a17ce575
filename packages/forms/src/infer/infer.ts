import type { JsonObject } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';
import { fieldTypes } from '../registry.ts';
import { checkValue } from '../schema/check-value.ts';
import { inferring } from './registry.ts';
import type { ColumnTexts } from './types.ts';

/** A field that a column could become. */
export interface Guess {
  readonly type: string;
  readonly config: JsonObject;
  /** How sure it is that this is meant, 0 to 1. */
  readonly sure: number;
  /** Share of the cells that can be read as such. */
  readonly fits: number;
  /** Some texts that can't. */
  readonly misfits: readonly string[];
  readonly dateOrder?: TextEnv['dateOrder'];
}

/** Below this a type is not even offered. */
const LEAST = 0.5;
/** Above this a few odd cells are mistakes in the file, not another type. */
const GOOD = 0.9;
const MISFITS = 3;

/**
 * What a column of a spreadsheet could be, the likeliest first; every cell is tried with the type's own reading. There is
 * always a text among them.
 */
export function inferColumn(column: ColumnTexts, env: TextEnv): readonly Guess[] {
  const guesses = Object.entries(inferring).flatMap(([name, infer]): Guess[] => {
    const found = infer(column, env);
    const type = fieldTypes.find(name);
    if (!found || !type) return [];
    const { config, rank, dateOrder } = found;
    const schema = type.valueSchema(config);
    const own = dateOrder ? { ...env, dateOrder } : env;
    let [all, good] = [0, 0];
    const misfits: string[] = [];
    for (const [text, count] of column.texts) {
      const value = type.parse(text, config, own);
      const reads = value.ok && (value.value === null || checkValue(schema, value.value).length === 0);
      all += count;
      if (reads) good += count;
      else if (misfits.length < MISFITS) misfits.push(text.slice(0, 60));
    }
    const fits = all === 0 ? 1 : good / all;
    const sure = rank * fits * (fits >= GOOD ? 1 : 0.25);
    return [{ type: name, config, sure, fits, misfits, ...(dateOrder ? { dateOrder } : {}) }];
  });
  return guesses.filter(({ fits }) => fits >= LEAST).sort((a, b) => b.sure - a.sure);
}
