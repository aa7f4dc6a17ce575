import type { JsonObject } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';

/** What the texts in a column of a spreadsheet are, for telling which field it would make. */
export interface ColumnTexts {
  /** What stands above the column. */
  readonly name: string;
  /** Different texts, with how often each stands there. */
  readonly texts: ReadonlyMap<string, number>;
  /** Cells that are not empty. */
  readonly filled: number;
  /** Whether `texts` has all of them. */
  readonly whole: boolean;
}

/** Settings under which a column may be values of a type. */
interface Inferred<C = JsonObject> {
  readonly config: C;
  /** How much such texts speak for the type, 0 to 1; plain text is 0.3, and below it nothing is taken by itself. */
  readonly rank: number;
  /** How dates with the year last are to be read. */
  readonly dateOrder?: TextEnv['dateOrder'];
}

/** Whether a column looks like values of a type; undefined = not at all. What can't be read is counted by the caller. */
export type Infer<C = JsonObject> = (column: ColumnTexts, env: TextEnv) => Inferred<C> | undefined;
