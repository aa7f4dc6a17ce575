import { type CompiledField, type FileFacts, fileIssues } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
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

/** Field that files of comments on a record stand under; no field of a form has this name. */
export const COMMENT_FIELD = '$comment';

/** Where a record holds files: a field, or a column of its rows. */
export interface FilePlace {
  /** As the table of files has it: "scan", "lines.scan". */
  readonly name: string;
  /** Field of the record. */
  readonly key: string;
  readonly field: CompiledField;
  readonly inRows: boolean;
}

const placesOf = new WeakMap<CatalogForm, readonly FilePlace[]>();

/** The places for files in the records of a form. */
export function filePlaces(form: CatalogForm): readonly FilePlace[] {
  let places = placesOf.get(form);
  if (!places) {
    const own = fileFields(form).map((field) => ({ name: field.key, key: field.key, field, inRows: false }));
    const columns = [...form.owned].flatMap(([key, rows]) =>
      fileFields(rows).map((field) => ({ name: `${key}.${field.key}`, key, field, inRows: true })),
    );
    places = [...own, ...columns];
    placesOf.set(form, places);
  }
  return places;
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
  access: Access,
  records: readonly { readonly id?: string | undefined; readonly values: Values }[],
): Promise<KnownFiles[]> {
  const { form } = access;
  const places = filePlaces(form).filter((place) => isVisible(access, place));
  if (places.length === 0) return records.map(({ values }) => ({ values, issues: [] }));
  const sent = records.map(({ values }) => places.flatMap((place) => sentIn(place, values)));
  const wanted = [...new Set(sent.flatMap((ofRecord) => ofRecord.flatMap(({ ids }) => ids)))];
  const known = wanted.length === 0 ? new Map<string, FileRow>() : await readFiles(ctx, wanted);
  return records.map(({ id, values }, index) => {
    const issues: Issue[] = [];
    let changed = values;
    const used = new Map<string, string>();
    for (const { place, path, value, ids } of sent[index] ?? []) {
      const { files } = place.field.type;
      if (!files) continue;
      for (const [at, file] of ids.entries()) {
        const row = known.get(file);
        const own =
          row?.record != null && row.form === form.ref && row.record === id && row.field === place.name;
        if (own) continue;
        const elsewhere = used.has(file) && (!place.inRows || used.get(file) !== place.name);
        if (!row || row.record !== null || row.uploadedBy !== ctx.actor.id || elsewhere) {
          issues.push({ path: [...path, at], code: 'file_gone' });
          continue;
        }
        // A row that is copied brings its files along.
        if (used.has(file)) continue;
        used.set(file, place.name);
        const found = fileIssues(row, files.limits(place.field.config));
        issues.push(...found.map((issue) => ({ ...issue, path: [...path, at] })));
      }
      if (files.withFacts)
        changed = put(changed, path, files.withFacts(value, new Map(facts(ids, known)))) as Values;
    }
    return { values: changed, issues };
  });
}

const isVisible = ({ visible, owned }: Access, { key, field, inRows }: FilePlace): boolean =>
  inRows ? (owned.get(key)?.visible.has(field.key) ?? false) : visible.has(key);

/** A value with files in what a client sent, and where it stands there. */
interface Sent {
  readonly place: FilePlace;
  readonly path: readonly (string | number)[];
  readonly value: Exclude<Value, null>;
  readonly ids: readonly string[];
}

function sentIn(place: FilePlace, values: unknown): readonly Sent[] {
  const { key, field, inRows } = place;
  const read = (holder: unknown, path: Sent['path']): Sent[] => {
    const given = isObject(holder) && Object.hasOwn(holder, field.key) ? holder[field.key] : undefined;
    const value = given == null ? undefined : field.type.normalise(given, field.config);
    if (!value?.ok || value.value === null) return [];
    return [{ place, path, value: value.value, ids: field.type.files?.ids(value.value) ?? [] }];
  };
  if (!inRows) return read(values, [key]);
  const rows = isObject(values) && Object.hasOwn(values, key) ? values[key] : undefined;
  const list = Array.isArray(rows) ? { at: [key], rows } : upserts(key, rows);
  return list.rows.flatMap((row, index) => read(row, [...list.at, index, field.key]));
}

/** The rows of a change of single rows. */
const upserts = (
  key: string,
  change: unknown,
): { readonly at: string[]; readonly rows: readonly unknown[] } =>
  isObject(change) && Array.isArray(change.upsert)
    ? { at: [key, 'upsert'], rows: change.upsert }
    : { at: [key], rows: [] };

/** The same with another value at a path. */
function put(holder: unknown, [step, ...rest]: Sent['path'], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(holder)) return holder.with(Number(step), put(holder[Number(step)], rest, value));
  return { ...(holder as Values), [step]: put((holder as Values)[String(step)], rest, value) };
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
