import { AppError, type BodyOf, type Contract, type ReplyOf } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import { relation } from '../../access/target.ts';
import type { Ctx } from '../../contract.ts';
import { unstorable } from '../convert/check.ts';
import { importFields } from '../convert/fields.ts';

type SavedMapping = ReplyOf<Contract['putImportMapping']>;
type Input = BodyOf<Contract['putImportMapping']>;

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly member: string;
  readonly shared: boolean;
  /** JSON. */
  readonly document: string;
}

/** Mappings of one form that are kept. */
const MOST = 200;
const COLUMNS = 'id, name, member_id AS member, shared, document';

/** The member's own mappings of a form and those that all may use, as far as their fields are the member's to import. */
export async function listMappings(ctx: Ctx, form: string): Promise<{ mappings: SavedMapping[] }> {
  const access = accessFor(ctx, form, 'import');
  const { rows } = await ctx.pool.query<Stored>(
    `SELECT ${COLUMNS} FROM ${relation(ctx, 'import_mapping')}
     WHERE app = $1 AND form = $2 AND (shared OR member_id = $3) ORDER BY shared, name, id LIMIT ${MOST}`,
    [access.form.app, access.form.key, ctx.actor.id],
  );
  const fields = importFields(access);
  return {
    mappings: rows.flatMap((row) => {
      const body = bodyOf(ctx, row);
      const { match, ...mapping } = body.mapping;
      const columns = mapping.columns.filter(({ field }) => fields.has(field));
      const known = match?.filter((key) => fields.has(key));
      return columns.length > 0
        ? [{ ...body, mapping: { ...mapping, columns, ...(known ? { match: known } : {}) } }]
        : [];
    }),
  };
}

/**
 * Keeps a mapping under an id, a new one or one that the member may change.
 * Errors: forbidden (somebody else's), validation_failed, too_many_requests (no more are kept for the form).
 */
export async function putMapping(ctx: Ctx, form: string, id: string, input: Input): Promise<SavedMapping> {
  const access = accessFor(ctx, form, 'import');
  const { app, key } = access.form;
  const { shared } = input;
  const name = input.name.trim();
  if (unstorable(name)) {
    throw new AppError('validation_failed', { issues: [{ path: ['name'], code: 'invalid_character' }] });
  }
  const fields = importFields(access);
  // What is read in place of an encrypted value would stand in the database as it is.
  const columns = input.mapping.columns.map(({ replace, ...column }) =>
    replace && !fields.get(column.field)?.meta.encrypted ? { ...column, replace } : column,
  );
  const document = JSON.stringify({ ...input.mapping, columns });
  const table = relation(ctx, 'import_mapping');
  const { rows } = await ctx.pool.query<Stored>(
    `INSERT INTO ${table} AS m (id, app, form, member_id, name, shared, document)
     SELECT $1, $2, $3, $4, $5, $6, $7
     WHERE (SELECT count(*) FROM ${table} WHERE app = $2 AND form = $3 AND id <> $1) < ${MOST}
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, shared = excluded.shared, document = excluded.document
       WHERE m.app = excluded.app AND m.form = excluded.form AND (m.member_id = excluded.member_id OR (m.shared AND $8))
     RETURNING ${COLUMNS}`,
    [id, app, key, ctx.actor.id, name, shared, document, ctx.actor.admin],
  );
  const [row] = rows;
  if (row) return bodyOf(ctx, row);
  const taken = await ctx.pool.query(`SELECT FROM ${table} WHERE id = $1`, [id]);
  throw new AppError(taken.rowCount ? 'forbidden' : 'too_many_requests');
}

/** Errors: import_not_found. */
export async function deleteMapping(ctx: Ctx, form: string, id: string): Promise<void> {
  const { form: at } = accessFor(ctx, form, 'import');
  const { rowCount } = await ctx.pool.query(
    `DELETE FROM ${relation(ctx, 'import_mapping')}
     WHERE id = $1 AND app = $2 AND form = $3 AND (member_id = $4 OR (shared AND $5))`,
    [id, at.app, at.key, ctx.actor.id, ctx.actor.admin],
  );
  if (!rowCount) throw new AppError('import_not_found');
}

const bodyOf = ({ actor }: Ctx, { member, document, ...row }: Stored): SavedMapping => ({
  ...row,
  editable: member === actor.id || (row.shared && actor.admin),
  mapping: JSON.parse(document) as SavedMapping['mapping'],
});
