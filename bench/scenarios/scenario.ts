import type { Measurement } from '../load/load.ts';
import type { Options } from '../options.ts';
import type { Session } from '../session.ts';

/** What every turn is given. */
export interface Run {
  readonly options: Options;
  /** Process of the database server. */
  readonly database: number;
  /** Number of the first of `count` leads that nobody has yet. */
  takeLeads(count: number): number;
}

export interface Scenario {
  readonly name: string;
  /** What a turn does, for the report. */
  readonly what: string;
  /** Before and after the turns of the products; not timed. */
  readonly prepare?: (session: Session) => Promise<void>;
  readonly cleanUp?: (session: Session) => Promise<void>;
  /** Checks one answer against SQL, then measures. */
  readonly turn: (session: Session, run: Run) => Promise<Measurement>;
}
