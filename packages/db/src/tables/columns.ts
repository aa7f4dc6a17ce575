import type { ColumnType } from 'kysely';

/** `timestamptz(3)`, read as ISO text in UTC. */
export type Instant = ColumnType<string, string | Date, string | Date>;
export type DefaultInstant = ColumnType<string, string | Date | undefined, string | Date>;
/** `bigint`, read as text. */
export type Big = ColumnType<string, string | number | bigint, string | number | bigint>;
export type DefaultBig = ColumnType<string, string | number | bigint | undefined, string | number | bigint>;
/** `jsonb`, written as JSON text. */
export type Json<T = unknown> = ColumnType<T, string, string>;
export type DefaultJson<T = unknown> = ColumnType<T, string | undefined, string>;
