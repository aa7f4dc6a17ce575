import { isSealed, splitRef } from '@trellis/forms/model';
import { type ApiDefault, AppError, type Issue } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import type { Place } from '../secrets/keyring.ts';

/** Values of headers by name. */
export type Headers = Readonly<Record<string, string>>;

const placeOf = ({ catalog }: Ctx, form: string, field: string, header: string): Place => [
  catalog.workspace.id,
  'api_secret',
  form,
  field,
  header.toLowerCase(),
];

/**
 * Keeps what the headers of a field's address hold, encrypted. Names that are not given stay as they are, null takes one
 * away. There is no way to read them again. Errors: forbidden, validation_failed (a value that no header can have).
 */
export async function saveApiSecrets(
  ctx: Ctx,
  form: string,
  field: string,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  requireAdmin(ctx);
  const issues: Issue[] = Object.entries(values).flatMap(([name, value]) =>
    value === null || /^[\x20-\x7e]+$/.test(value)
      ? []
      : [{ path: ['values', name], code: 'invalid_character' }],
  );
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  const table = relation(ctx, 'api_secret');
  for (const [name, value] of Object.entries(values)) {
    const header = name.toLowerCase();
    const { app, key } = splitRef(form);
    if (value === null)
      await ctx.pool.query(
        `DELETE FROM ${table} WHERE app = $1 AND form = $2 AND field = $3 AND header = $4`,
        [app, key, field, header],
      );
    else
      await ctx.pool.query(
        `INSERT INTO ${table} (app, form, field, header, value) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (app, form, field, header) DO UPDATE SET value = excluded.value`,
        [app, key, field, header, ctx.keys.seal(value, placeOf(ctx, form, field, name))],
      );
  }
}

/** Names of headers of a field whose value is kept, lower case. Errors: forbidden. */
export async function listApiSecrets(ctx: Ctx, form: string, field: string): Promise<string[]> {
  requireAdmin(ctx);
  return [...(await stored(ctx, form, field)).keys()].sort();
}

/** The headers that a default asks with; undefined where one is missing or can't be decrypted. */
export async function readSecrets(
  ctx: Ctx,
  form: string,
  field: string,
  { headers = [] }: ApiDefault,
): Promise<Headers | undefined> {
  if (headers.length === 0) return {};
  const kept = await stored(ctx, form, field);
  const values: Record<string, string> = {};
  for (const name of headers) {
    const sealed = kept.get(name.toLowerCase());
    const value = isSealed(sealed) ? ctx.keys.open(sealed, placeOf(ctx, form, field, name)) : undefined;
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return values;
}

async function stored(ctx: Ctx, form: string, field: string): Promise<ReadonlyMap<string, string>> {
  const of = splitRef(form);
  const { rows } = await ctx.pool.query<{ header: string; value: string }>(
    `SELECT header, value FROM ${relation(ctx, 'api_secret')} WHERE app = $1 AND form = $2 AND field = $3`,
    [of.app, of.key, field],
  );
  return new Map(rows.map(({ header, value }) => [header, value]));
}
