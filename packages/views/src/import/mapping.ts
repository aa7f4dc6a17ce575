import { type CompiledField, mayBeCompared } from '@trellis/forms/model';
import { MEMBER_TARGET, type OptionDef } from '@trellis/metadata';
import type { ClientCatalog, FormInfo } from '../catalog/catalog.ts';

/** Shapes of the contract, as far as the wizard handles them. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';
export type Unmatched = 'error' | 'empty' | 'create';
export interface ColumnMapping {
  column: number;
  field: string;
  dateOrder?: DateOrder;
  replace?: Record<string, string | null>;
  matchBy?: string;
  unmatched?: Unmatched;
}
export type Policy = 'create' | 'upsert' | 'update' | 'skip';
interface Edit {
  row: number;
  column: number;
  text: string;
}
/** What becomes of the rows that a changed record has in a sub-form. */
export interface RowsHow {
  how: 'replace' | 'add' | 'match';
  by?: string;
}
/** One answer to many mistakes: without `instead` their rows are left out; without `rows` the next check finds them. */
export interface Fix {
  kind: string;
  column?: number;
  text?: string;
  instead?: string;
  rows?: number[];
}
export interface Mapping {
  columns: ColumnMapping[];
  headerRows?: number;
  match?: string[];
  policy?: Policy;
  empty?: 'keep' | 'clear';
  rows?: Record<string, RowsHow>;
  edits?: Edit[];
  fixes?: Fix[];
}

/** The owner is no field of the form, but a column may name one. */
const OWNER = '_owner_id';
/** By it rows, and references, can say which record they are about. */
export const RECORD_ID = '_id';

/** What a column may become, in the form's order; the owner and the id last. */
export interface ImportField {
  readonly key: string;
  /** Absent for the owner and the id. */
  readonly field?: CompiledField;
  /** "app:form" or "$member" for references. */
  readonly target?: string;
  readonly required: boolean;
  readonly dated: boolean;
  readonly options: readonly OptionDef[];
}

export function importFields({ form, readonly }: FormInfo): readonly ImportField[] {
  const own = [...form.fields.values()]
    .filter(({ key }) => !readonly.has(key))
    .flatMap((field): readonly ImportField[] => {
      if (!field.owned) return [importField(field.key, field, field.required)];
      return [...field.owned.fields.values()]
        .filter(({ key, type }) => !type.generated && !readonly.has(`${field.key}.${key}`))
        .map((column) => importField(`${field.key}.${column.key}`, columnOfRows(field, column), false));
    });
  const system = { required: false, dated: false, options: [] };
  return [...own, { key: OWNER, target: MEMBER_TARGET, ...system }, { key: RECORD_ID, ...system }];
}

const importField = (key: string, field: CompiledField, required: boolean): ImportField => ({
  key,
  field,
  ...(field.target === undefined ? {} : { target: field.target }),
  required: required && !field.type.generated && field.meta.default === undefined,
  dated: field.kind === 'date' || field.kind === 'datetime',
  options: field.type.options?.(field.config) ?? [],
});

/** A column of a sub-form by the name of both, as an export writes it. */
function columnOfRows(field: CompiledField, column: CompiledField): CompiledField {
  const [of, own] = [field.meta.label, column.meta.label];
  const label = { zh: `${of.zh}/${own.zh}`, en: `${of.en || of.zh}/${own.en || own.zh}` };
  return { ...column, meta: { ...column.meta, label } };
}

/** Fields by which the records behind a reference can be told apart; keys alone for members. */
export function matchChoices(catalog: ClientCatalog, target: string): readonly CompiledField[] {
  const form = catalog.forms.get(target)?.form;
  return [...(form?.fields.values() ?? [])].filter(
    ({ type, kind, many }) => (type.title || type.unique) && (kind === 'text' || kind === 'number') && !many,
  );
}

/** By what a column may say which records of another form are meant; several columns may do so together. */
function partsOf(catalog: ClientCatalog, { field, target }: ImportField): readonly CompiledField[] {
  return field && !field.many && target?.includes(':') ? matchChoices(catalog, target) : [];
}

/** What no other column of its field says: by what the records of a reference are told apart. */
export function freeParts(
  catalog: ClientCatalog,
  { columns }: Mapping,
  column: number,
  field: ImportField,
): readonly CompiledField[] {
  const title = catalog.forms.get(field.target ?? '')?.form.titleField;
  const taken = columns.flatMap((one) =>
    one.field === field.key && one.column !== column ? [one.matchBy ?? title] : [],
  );
  // An id says all that there is to say.
  if (taken.includes(RECORD_ID)) return [];
  return partsOf(catalog, field).filter(({ key }) => !taken.includes(key));
}

/**
 * Gives a column to a field, or to none. A field has one column, and leaves the one it had; but a reference has one for each
 * field that its records are told apart by.
 * @param how.part field of the referenced records, where the others say something else of them
 */
export function assign(
  mapping: Mapping,
  column: number,
  field: string | undefined,
  how: { readonly dateOrder?: DateOrder | undefined; readonly part?: string | undefined } = {},
): Mapping {
  const { dateOrder, part } = how;
  const others = mapping.columns.filter(
    (one) => one.column !== column && (part !== undefined || one.field !== field),
  );
  const settings = { ...(dateOrder ? { dateOrder } : {}), ...(part ? { matchBy: part } : {}) };
  const next = field === undefined ? [] : [{ column, field, ...settings }];
  const columns = [...others, ...next].sort((a, b) => a.column - b.column);
  if (!mapping.match) return { ...mapping, columns };
  // Nothing can be matched by a field that no column fills any more.
  const filled = (field: string) => columns.some((one) => one.field === field);
  const rows = Object.entries(mapping.rows ?? {}).filter(
    ([of, { how, by }]) => how !== 'match' || filled(`${of}.${by}`),
  );
  const { rows: _, ...rest } = mapping;
  return {
    ...rest,
    columns,
    ...(rows.length > 0 ? { rows: Object.fromEntries(rows) } : {}),
    match: mapping.match.filter((key) => columns.some((one) => one.field === key)),
  };
}

/** Fields of the file by which records can be found; the id, which leaves no doubt, first. */
export function comparable(fields: readonly ImportField[], { columns }: Mapping): readonly ImportField[] {
  const filled = fields.filter(({ key }) => columns.some((one) => one.field === key));
  return [
    ...filled.filter(({ key }) => key === RECORD_ID),
    ...filled.filter(({ key, field }) => field !== undefined && !key.includes('.') && mayBeCompared(field)),
  ];
}

/** Fields chosen to match by: the id takes the place of all others, and any other that of the id. */
export function matchOf(before: readonly string[], chosen: readonly string[]): string[] {
  if (!chosen.includes(RECORD_ID)) return [...chosen];
  return before.includes(RECORD_ID) ? chosen.filter((key) => key !== RECORD_ID) : [RECORD_ID];
}

/** What tells records apart in a form: their ids, a key of it, a unique field, or its title, as far as the file has them. */
export function usualMatch({ form }: FormInfo, fields: readonly ImportField[]): string[] {
  const known = new Set(fields.map(({ key }) => key));
  if (known.has(RECORD_ID)) return [RECORD_ID];
  const keys = (form.document.trellis.keys ?? []).map((one) => one.fields.map(({ field }) => field));
  const unique = fields.filter(({ field }) => field?.meta.unique).map(({ key }) => [key]);
  const title = form.titleField === undefined ? [] : [[form.titleField]];
  return [...keys, ...unique, ...title].find((some) => some.every((key) => known.has(key))) ?? [];
}

/** Chooses what becomes of rows that match records; with a first choice of what they are matched by. */
export function withPolicy(mapping: Mapping, policy: Policy, usual: readonly string[]): Mapping {
  const { match, policy: _, ...rest } = mapping;
  if (policy === 'create') return rest;
  return { ...rest, policy, match: match?.length ? match : [...usual] };
}

/** Why a mapping can't be checked as it is; undefined = it can. */
export function obstacle({
  columns,
  policy = 'create',
  match = [],
}: Mapping): 'nothing' | 'match' | undefined {
  if (columns.length === 0) return 'nothing';
  return policy !== 'create' && match.length === 0 ? 'match' : undefined;
}

/** Columns of the file that become columns of sub-forms, by sub-form. */
export function rowColumns({ columns }: Mapping): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { field } of columns) {
    const [of = '', own] = field.split('.');
    if (own !== undefined) found.set(of, [...(found.get(of) ?? []), own]);
  }
  return found;
}

/** Chooses what becomes of the rows of a sub-form; the first is what happens anyway. */
export function withRows({ rows, ...rest }: Mapping, field: string, how: RowsHow): Mapping {
  const { [field]: _, ...others } = rows ?? {};
  const next = how.how === 'replace' ? others : { ...others, [field]: how };
  return Object.keys(next).length > 0 ? { ...rest, rows: next } : rest;
}

/** Puts a text into a cell of the file; undefined takes it back. */
export function edit(mapping: Mapping, row: number, column: number, text: string | undefined): Mapping {
  const { edits = [], ...rest } = mapping;
  const others = edits.filter((one) => one.row !== row || one.column !== column);
  const next = text === undefined ? others : [...others, { row, column, text }];
  return next.length > 0 ? { ...rest, edits: next } : rest;
}

/** Mistakes that can be answered together. */
export type Alike = Pick<Fix, 'kind' | 'column' | 'text'>;

const answers = ({ kind, column, text, rows }: Fix, alike: Alike): boolean =>
  rows === undefined && kind === alike.kind && column === alike.column && text === alike.text;

/** What was answered to mistakes and not checked yet. */
export const answerTo = ({ fixes = [] }: Mapping, alike: Alike): Fix | undefined =>
  fixes.find((fix) => answers(fix, alike));

/** Answers mistakes all alike: by a text, "" for nothing, null to leave out their rows; undefined takes it back. */
export function answer(mapping: Mapping, alike: Alike, instead: string | null | undefined): Mapping {
  const others = (mapping.fixes ?? []).filter((fix) => !answers(fix, alike));
  const next = { ...alike, ...(typeof instead === 'string' ? { instead } : {}) };
  return withFixes(mapping, instead === undefined ? others : [...others, next]);
}

/** Takes back an answer that was checked already. */
export const withoutFix = (mapping: Mapping, fix: Fix): Mapping =>
  withFixes(
    mapping,
    (mapping.fixes ?? []).filter((one) => one !== fix),
  );

function withFixes({ fixes: _, ...rest }: Mapping, fixes: Fix[]): Mapping {
  return fixes.length > 0 ? { ...rest, fixes } : rest;
}

/** Changes the settings of a mapped column; undefined removes one. */
export function adjust(
  mapping: Mapping,
  column: number,
  changes: { readonly [K in keyof ColumnMapping]?: ColumnMapping[K] | undefined },
): Mapping {
  const columns = mapping.columns.map((one) => {
    if (one.column !== column) return one;
    const merged = Object.entries({ ...one, ...changes }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(merged) as unknown as ColumnMapping;
  });
  return { ...mapping, columns };
}

/** The user's choice for a text without a match: another text, null for empty, undefined to take it back. */
export function choose(
  mapping: Mapping,
  column: number,
  text: string,
  instead: string | null | undefined,
): Mapping {
  const { [text]: _, ...rest } = mapping.columns.find((one) => one.column === column)?.replace ?? {};
  const replace = instead === undefined ? rest : { ...rest, [text]: instead };
  return adjust(mapping, column, { replace: Object.keys(replace).length > 0 ? replace : undefined });
}

/** Whether two mappings say the same; the server keeps the names of properties in another order. */
export const sameMapping = (a: Mapping, b: Mapping): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Required fields that no column fills. */
export const missing = (fields: readonly ImportField[], { columns }: Mapping): readonly ImportField[] =>
  fields.filter(({ key, required }) => required && !columns.some(({ field }) => field === key));

const YEAR_LAST = /^\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*\d{4}/;

/** Order that the samples of a column suggest; undefined where the year comes first. */
export function orderOf(samples: readonly string[]): DateOrder | undefined {
  const parts = samples.map((text) => YEAR_LAST.exec(text)).filter((match) => match !== null);
  if (parts.length === 0) return undefined;
  return parts.some((match) => Number(match[1]) > 12) ? 'dmy' : 'mdy';
}
