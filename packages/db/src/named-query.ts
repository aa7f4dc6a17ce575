import pg from 'pg';

/** What the rows of a statement look like: never changes while the statement is prepared. */
interface Shape {
  readonly fields: unknown;
  readonly _parsers: unknown;
  readonly _prebuiltEmptyResultObject: unknown;
}

/** The parts of pg's query and connection that stand in its own code but not in its types. */
interface Internals {
  name: string;
  text: string;
  _result: Shape & { _types?: unknown };
  _accumulateRows: boolean;
  callback: (error: Error | null, result: unknown) => void;
  prepare(connection: object): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: object): void;
  handleReadyForQuery(connection: object): void;
}
const Query = pg.Query as unknown as new (text: string, values: unknown[]) => Internals;

/** Shapes by the name of the statement, and the connection as queries see it that keep some messages back. */
interface Memory {
  readonly shapes: Map<string, Shape>;
  /** For one that needs no description. */
  readonly quiet: object;
  /** For one among others, which ends with them. */
  readonly open: object;
  readonly openQuiet: object;
}
const memories = new WeakMap<object, Memory>();

/**
 * A named statement whose rows are described by the server once per connection instead of with each call, which
 * spares a wide row a third of the work on both ends. A statement that would come to give other columns fails in
 * PostgreSQL ("cached plan must not change result type") before it gives any.
 */
export class NamedQuery extends Query {
  #memory: Memory | undefined;
  #among = false;

  constructor(name: string, text: string, values: readonly unknown[]) {
    // A config would be copied property by property, which takes longer than the rest of the query.
    super(text, values as unknown[]);
    this.name = name;
  }

  override prepare(connection: object): void {
    this.#memory = memoryOf(connection);
    const { shapes, quiet, open, openQuiet } = this.#memory;
    const shape = shapes.get(this.name);
    if (shape) {
      Object.assign(this._result, shape);
      this._accumulateRows = true;
    }
    if (this.#among) super.prepare(shape ? openQuiet : open);
    else super.prepare(shape ? quiet : connection);
  }

  /** Sends it without the end of a transaction: others follow. */
  prepareAmong(connection: object, types: unknown): void {
    this.#among = true;
    this._result._types ??= types;
    this.prepare(connection);
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.#memory?.shapes.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}

function memoryOf(connection: object): Memory {
  let memory = memories.get(connection);
  if (!memory) {
    const silent = { value: () => undefined };
    memory = {
      shapes: new Map(),
      quiet: Object.create(connection, { describe: silent }),
      open: Object.create(connection, { sync: silent }),
      openQuiet: Object.create(connection, { describe: silent, sync: silent }),
    };
    memories.set(connection, memory);
  }
  return memory;
}

/** Runs a named statement on a client; the name must stand for this one text. */
export function runNamed<R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  { name, text }: { readonly name: string; readonly text: string },
  values: readonly unknown[],
): Promise<pg.QueryResult<R>> {
  return new Promise((resolve, reject) => {
    const query = new NamedQuery(name, text, values);
    query.callback = (error, result) => (error ? reject(error) : resolve(result as pg.QueryResult<R>));
    client.query(query as unknown as pg.Submittable);
  });
}
