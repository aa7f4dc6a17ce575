import type pg from 'pg';
import { NamedQuery } from './named-query.ts';
import type { PoolClient } from './pool.ts';
import type { Statement } from './statement.ts';

/** A statement that runs among others, and where its answer goes. */
export interface Part {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/** The parts of pg's connection that its types leave out. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  /** Names that were sent and not yet answered; the server forgets those behind an error. */
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
}

/**
 * Named statements before one Sync: PostgreSQL runs them one after the other in a transaction of their own, which it
 * commits with the last or, where one fails, takes back whole. Written to the socket once, answered once.
 */
class GroupedQuery {
  readonly #parts: readonly NamedQuery[];
  readonly #types: unknown;
  readonly #done: (error: Error | null, results: pg.QueryResult[]) => void;
  readonly #results: pg.QueryResult[] = [];
  /** Why a part could not be sent or its rows not be read. */
  #failure: Error | null = null;
  /** The part that the server answers now. */
  #at = 0;

  constructor(
    parts: readonly Part[],
    types: unknown,
    done: (error: Error | null, results: pg.QueryResult[]) => void,
  ) {
    this.#types = types;
    this.#done = done;
    this.#parts = parts.map(({ statement, values }, index) => {
      const query = new NamedQuery(statement.name, statement.text, values);
      query.callback = (error, result) => {
        this.#failure ??= error;
        this.#results[index] = result as pg.QueryResult;
      };
      return query;
    });
  }

  /** pg notes under it what the server has parsed. */
  get name(): string | undefined {
    return this.#parts[this.#at]?.name;
  }
  get text(): string | undefined {
    return this.#parts[this.#at]?.text;
  }

  submit(connection: Connection): Error | null {
    connection.stream.cork();
    try {
      for (const part of this.#parts) part.prepareAmong(connection, this.#types);
      // Without an end nothing of it can happen: whoever asked closes the connection.
      if (!this.#failure) connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return this.#failure;
  }

  handleRowDescription(message: unknown): void {
    this.#parts[this.#at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#parts[this.#at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.#parts[this.#at]?.handleCommandComplete(message, connection);
    this.#at++;
  }

  handleReadyForQuery(connection: Connection): void {
    for (const part of this.#parts) part.handleReadyForQuery(connection);
    this.#done(this.#failure, this.#results);
  }

  handleError(error: Error, connection: Connection): void {
    for (const { name } of this.#parts.slice(this.#at)) delete connection.submittedNamedStatements[name];
    this.#done(error, []);
  }
}

/**
 * Runs named statements as one transaction in one trip. All of them have happened when it resolves, none when it rejects
 * with an error of PostgreSQL. After any other error the connection must be closed.
 */
export function runGrouped(client: PoolClient, parts: readonly Part[]): Promise<pg.QueryResult[]> {
  const { _types: types } = client as unknown as { readonly _types: unknown };
  return new Promise((resolve, reject) => {
    const group = new GroupedQuery(parts, types, (error, results) =>
      error ? reject(error) : resolve(results),
    );
    client.query(group as unknown as pg.Submittable);
  });
}
