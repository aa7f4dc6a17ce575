import { inTransaction } from '@trellis/db';
import { type CompiledField, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError, newId } from '@trellis/metadata';
import { relation } from '../../access/target.ts';
import type { CatalogForm, Ctx } from '../../contract.ts';
import { filePlaces } from '../../files/facts.ts';
import { streamRecords } from '../../query/stream.ts';
import type { NewRow } from '../../types.ts';
import { bulkCreateIn, unlessMoved } from '../../write/bulk.ts';
import { STALE } from '../../write/stale.ts';
import { announceConversion } from '../convert/announce.ts';

/** Records that a copy of a form may take along. */
const MAX_COPIED = 50_000;

export interface CopyInput {
  readonly source: CatalogForm;
  readonly target: CatalogForm;
  readonly signal?: AbortSignal | undefined;
}

export interface Copied {
  readonly records: number;
  /** Records that the form would refuse today. */
  readonly refused: number;
}

/**
 * Creates the living records of a form in its copy, in one transaction and with all checks of the write path: with
 * owner and day of creation, files and rows. References from record to record of the form point to the copies; numbers
 * given by a counter are given anew, in the old order.
 * Errors: validation_failed (too many records), busy.
 */
export async function copyRecords(ctx: Ctx, { source, target, signal }: CopyInput): Promise<Copied> {
  const writing: Ctx = { ...ctx, cause: 'template' };
  const rows = await readRows(ctx, source, target, signal);
  const done = await unlessMoved(
    inTransaction(ctx.pool, async ({ client }) => {
      const known = new Map<string, string>();
      let records = 0;
      let refused = 0;
      for (const wave of wavesOf(rows, target)) {
        const fresh = await withOwnFiles(
          ctx,
          target,
          wave.map((row) => withCopies(row, target, known)),
        );
        const { ids, issues } = await bulkCreateIn(writing, client, target.ref, fresh, {
          skipInvalid: true,
          progress: async (_, count) => {
            stopIf(signal);
            const progress = { form: source.ref, done: records + count, total: rows.length };
            await announceConversion(ctx.pool, ctx.catalog.workspace.schema, progress);
          },
        });
        const written = new Set(ids);
        for (const [index, { id = '' }] of fresh.entries())
          if (written.has(id)) known.set(wave[index]?.id ?? '', id);
        records += ids.length;
        refused += issues.filter((found) => found.length > 0).length;
      }
      return { records, refused };
    }),
  );
  if (done === STALE) throw new AppError('busy');
  return done;
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('busy', { cause: signal.reason });
}

/** What people gave, oldest first; the copy works out the rest. Ids are those of the old records. */
async function readRows(
  ctx: Ctx,
  source: CatalogForm,
  target: CatalogForm,
  signal: AbortSignal | undefined,
): Promise<NewRow[]> {
  const fields = [...target.fields.values()].filter(
    ({ key, type }) => !type.generated && source.fields.has(key),
  );
  const rows: NewRow[] = [];
  const query = {
    fields: fields.map(({ key }) => key),
    sort: [{ field: '_created_at', dir: 'asc' as const }],
  };
  for await (const { records } of streamRecords(ctx, source.ref, query)) {
    stopIf(signal);
    for (const { id, values, meta } of records) {
      const given = fields.map((field) => [field.key, givenOf(field, values[field.key] as Value)]);
      rows.push({
        id,
        values: Object.fromEntries(given),
        meta: { owner: meta.owner, createdAt: meta.createdAt },
      });
    }
    if (rows.length > MAX_COPIED)
      throw new AppError('validation_failed', {
        issues: [{ path: ['data'], code: 'copy_too_many', params: { max: MAX_COPIED } }],
      });
  }
  return rows;
}

/** A value as it can be given to a new record: rows without their ids and without columns that the server makes. */
function givenOf({ owned }: CompiledField, value: Value): Value {
  if (!owned || value === null) return value;
  const columns = [...owned.fields.values()].filter(({ type }) => !type.generated).map(({ key }) => key);
  return rowsOf(value).map((row) =>
    Object.fromEntries(columns.map((key) => [key, row[key] ?? null])),
  ) as unknown as Value;
}

/** Fields by which records of the form refer to records of the same form. */
const ownReferences = (form: CatalogForm): readonly CompiledField[] =>
  [...form.fields.values()].filter(({ target }) => target === form.ref);

const idsIn = (value: unknown): readonly string[] => [value ?? []].flat() as string[];

/**
 * Records in waves: those of a wave refer to records of earlier ones. The last wave holds what refers to each other in a
 * circle, where some references stay empty.
 */
function* wavesOf(rows: readonly NewRow[], form: CatalogForm): Generator<readonly NewRow[]> {
  const references = ownReferences(form);
  const open = new Set(rows.map(({ id }) => id ?? ''));
  let rest = rows;
  while (rest.length > 0) {
    const waits = ({ values }: NewRow) =>
      references.some(({ key }) => idsIn(values[key]).some((id) => open.has(id)));
    const ready = rest.filter((row) => !waits(row));
    const wave = ready.length > 0 ? ready : rest;
    yield wave;
    const made = new Set(wave);
    for (const { id } of wave) open.delete(id ?? '');
    rest = rest.filter((row) => !made.has(row));
  }
}

/** A record with an id of its own whose references to its form lead to the copies. */
function withCopies(row: NewRow, form: CatalogForm, copies: ReadonlyMap<string, string>): NewRow {
  const changed = ownReferences(form).map(({ key, many }): [string, unknown] => {
    const ids = idsIn(row.values[key]).flatMap((id) => copies.get(id) ?? []);
    return [key, many ? ids : (ids[0] ?? null)];
  });
  return { ...row, id: newId(), values: { ...row.values, ...Object.fromEntries(changed) } };
}

/** Records with files of their own, of the same contents: a file belongs to one record. Left over, they are swept. */
async function withOwnFiles(
  ctx: Ctx,
  form: CatalogForm,
  rows: readonly NewRow[],
): Promise<readonly NewRow[]> {
  const keys = new Set(filePlaces(form).map(({ key }) => key));
  if (keys.size === 0) return rows;
  const texts = rows.map(({ values }) =>
    JSON.stringify(Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)))),
  );
  const own = await copiedFiles(ctx, new Set(texts.flatMap((text) => text.match(ID) ?? [])));
  return rows.map((row, index) => {
    const held = (texts[index] ?? '{}').replaceAll(ID, (id) => own.get(id) ?? id);
    return { ...row, values: { ...row.values, ...(JSON.parse(held) as NewRow['values']) } };
  });
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Copies of those of the ids that are files, waiting to be taken by a record. */
async function copiedFiles(ctx: Ctx, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const copies = [...ids].map((id): [string, string] => [id, newId()]);
  const { rows } = await ctx.pool.query<{ id: string }>(
    `insert into ${relation(ctx, 'file')} (id, sha256, name, size, mime, has_thumb, uploaded_by)
     select copy.own, f.sha256, f.name, f.size, f.mime, f.has_thumb, $3
     from unnest($1::uuid[], $2::uuid[]) as copy (old, own) join ${relation(ctx, 'file')} f on f.id = copy.old
     returning id`,
    [copies.map(([old]) => old), copies.map(([, own]) => own), ctx.actor.id],
  );
  const made = new Set(rows.map(({ id }) => id));
  return new Map(copies.filter(([, own]) => made.has(own)));
}
