import { type CompiledField, type FileFacts, fileIssues } from '@trellis/forms/model';
import { AppError, type Issue } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a client sends for a record, with what the server knows of the files in it. */
export interface KnownFiles {
  readonly values: Values;
  /** Files that can't be used, at [field, index]. */
  readonly issues: readonly Issue[];
}

const fieldsOf = new WeakMap<CatalogForm, readonly CompiledField[]>();

/** Fields whose values hold files. */
export function fileFields(form: CatalogForm): readonly CompiledField[] {
  let fields = fieldsOf.get(form);
  if (!fields) {
    fields = [...form.fields.values()].filter(({ type }) => type.files !== undefined);
    fieldsOf.set(form, fields);
  }
  return fields;
}

interface FileRow extends FileFacts {
  readonly uploadedBy: string | null;
  readonly form: string | null;
  readonly field: string | null;
  readonly record: string | null;
}

/** `withFileFacts` of one record. Errors: validation_failed. */
export async function knownFiles<R extends { readonly id?: string | undefined; readonly values: Values }>(
  ctx: Ctx,
  access: Access,
  record: R,
): Promise<R> {
  const [known] = await withFileFacts(ctx, access, [record]);
  if (!known) return record;
  if (known.issues.length > 0) throw new AppError('validation_failed', { issues: known.issues });
  return { ...record, values: known.values };
}

/**
 * Replaces what a client says of files by what is known, and refuses files that are not there, belong to another
 * record or field, or are none that the field takes. A file that the record has already is not judged again.
 * @param records one entry per record: its id where it exists, and what was sent
 */
export async function withFileFacts(
  ctx: Ctx,
  { form, visible }: Access,
  records: readonly { readonly id?: string | undefined; readonly values: Values }[],
): Promise<KnownFiles[]> {
  const fields = fileFields(form).filter(({ key }) => visible.has(key));
  if (fields.length === 0) return records.map(({ values }) => ({ values, issues: [] }));
  const sent = records.map(({ values }) =>
    fields.flatMap((field) => {
      const given = isObject(values) && Object.hasOwn(values, field.key) ? values[field.key] : undefined;
      const read = given == null ? undefined : field.type.normalise(given, field.config);
      if (!read?.ok || read.value === null) return [];
      return [{ field, value: read.value, ids: field.type.files?.ids(read.value) ?? [] }];
    }),
  );
  const wanted = [...new Set(sent.flatMap((ofRecord) => ofRecord.flatMap(({ ids }) => ids)))];
  const known = wanted.length === 0 ? new Map<string, FileRow>() : await readFiles(ctx, wanted);
  return records.map(({ id, values }, index) => {
    const issues: Issue[] = [];
    const changed: Record<string, unknown> = {};
    const used = new Set<string>();
    for (const { field, value, ids } of sent[index] ?? []) {
      const { files } = field.type;
      if (!files) continue;
      for (const [place, file] of ids.entries()) {
        const path = [field.key, place];
        const row = known.get(file);
        const own =
          row?.record != null && row.form === form.ref && row.record === id && row.field === field.key;
        if (own) continue;
        if (!row || row.record !== null || row.uploadedBy !== ctx.actor.id || used.has(file)) {
          issues.push({ path, code: 'file_gone' });
          continue;
        }
        used.add(file);
        issues.push(...fileIssues(row, files.limits(field.config)).map((issue) => ({ ...issue, path })));
      }
      if (files.withFacts) changed[field.key] = files.withFacts(value, new Map(facts(ids, known)));
    }
    return { values: isObject(values) ? { ...values, ...changed } : values, issues };
  });
}

const facts = (ids: readonly string[], known: ReadonlyMap<string, FileRow>): [string, FileFacts][] =>
  ids.flatMap((id): [string, FileFacts][] => {
    const row = known.get(id);
    return row ? [[id, { id, name: row.name, size: row.size, mime: row.mime }]] : [];
  });

const isObject = (input: unknown): input is Values =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

async function readFiles(ctx: Ctx, ids: readonly string[]): Promise<Map<string, FileRow>> {
  const { rows } = await ctx.pool.query<Omit<FileRow, 'size'> & { size: string }>(
    `SELECT id, name, size, mime, uploaded_by AS "uploadedBy", form, field, record_id AS record
     FROM ${relation(ctx, 'file')} WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { ...row, size: Number(row.size) }]));
}
