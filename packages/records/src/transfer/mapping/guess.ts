import { type CompiledField, checkValue } from '@trellis/forms/model';
import { dateOrderOf } from '@trellis/forms/server';
import { isId, keyFromLabel, type Locale } from '@trellis/metadata';
import { RECORD_ID } from '../convert/fields.ts';
import type { SheetRow } from '../sheet/sheet.ts';
import { columnsOf, isReason, valuesOf } from './columns.ts';
import { foldName, likeness } from './similar.ts';
import { synonymous } from './synonyms.ts';
import type { ColumnMapping, FileColumn } from './types.ts';

interface Candidate {
  readonly column: number;
  readonly field: CompiledField;
  readonly score: number;
  /** Field of the records that it points to, of which the column says something. */
  readonly matchBy?: string;
}

interface Env {
  readonly locale: Locale;
  readonly tz: string;
  /** By what the records behind a field can be told apart; none where it takes a single column. */
  readonly partsOf?: (field: CompiledField) => readonly CompiledField[];
  /** The column that an export has for the ids behind a reference; undefined for what is none. */
  readonly idsBehind?: (field: CompiledField) => CompiledField | undefined;
}

/** Values looked at to judge what a column holds. */
const VALUES = 100;
/** Field types whose texts are so peculiar that the content alone tells them. */
const TELLING = 0.8;

/**
 * Which column of a file becomes which field, and in what order its dates are written. Names count most: label in
 * either language, key, known synonyms, pinyin, likeness; what the column holds decides between them.
 * @param rows the first rows of the file, the ones above the data included
 */
export function guessMapping(
  fields: readonly CompiledField[],
  rows: readonly SheetRow[],
  headerRows: number,
  width: number,
  env: Env,
): ColumnMapping[] {
  const data = rows.slice(headerRows);
  const columns = columnsOf(rows, headerRows, width).filter(({ name }) => !isReason(name));
  const contents = new Map(columns.map(({ index }) => [index, valuesOf(data, index)]));
  const candidates = columns.flatMap((column) =>
    fields.flatMap((field): Candidate[] => {
      const texts = contents.get(column.index) ?? [];
      const ids = env.idsBehind?.(field);
      if (ids && isIdColumn(column, texts, ids))
        return [{ column: column.index, field, score: IDS, matchBy: RECORD_ID }];
      if (field.key === RECORD_ID)
        return isIdColumn(column, texts, field) ? [{ column: column.index, field, score: IDS }] : [];
      const score = scoreOf(column, texts, field, env);
      const part = score < SURE ? partIn(column.name, field, env) : undefined;
      if (part) return [{ column: column.index, field, score: SURE, matchBy: part.key }];
      return score > 0 ? [{ column: column.index, field, score }] : [];
    }),
  );
  candidates.sort((a, b) => b.score - a.score || a.column - b.column);
  const takenColumns = new Set<number>();
  const takenFields = new Set<string>();
  const byId = new Set<string>();
  const found: ColumnMapping[] = [];
  for (const { column, field, matchBy } of candidates) {
    const place = matchBy === undefined ? field.key : `${field.key} ${matchBy}`;
    if (takenColumns.has(column) || takenFields.has(place) || byId.has(field.key)) continue;
    if (matchBy === RECORD_ID) byId.add(field.key);
    takenColumns.add(column);
    takenFields.add(place);
    const next = mapped(column, field, contents.get(column) ?? []);
    found.push(matchBy === undefined ? next : { ...next, matchBy });
  }
  return found.sort((a, b) => a.column - b.column);
}

/** A name that is that of a field in full. */
const SURE = 100;
/** Ids are beyond doubt: they go before the titles of what they name. */
const IDS = 2 * SURE;

/** Whether a column has the name that an export gives to ids, and holds some. */
const isIdColumn = ({ name }: FileColumn, texts: readonly string[], field: CompiledField): boolean =>
  nameScore(name, field) >= SURE && texts.some((text) => isId(text.split('、')[0]?.trim()));

/** Field of the target that a column says something of: "客户/电话", "Customer - Phone". */
function partIn(name: string, field: CompiledField, { partsOf }: Env): CompiledField | undefined {
  const [, of = '', own = ''] = /^(.+?)\s*[/／.·>-]\s*(.+)$/.exec(name) ?? [];
  const isCalled = (one: CompiledField, text: string) => nameScore(text, one) >= SURE;
  if (own === '' || !isCalled(field, of)) return undefined;
  return partsOf?.(field).find((part) => isCalled(part, own));
}

/** A column as mapped to a field, with the order of its dates where that matters. */
function mapped(column: number, field: CompiledField, texts: readonly string[]): ColumnMapping {
  const dated = field.kind === 'date' || field.kind === 'datetime';
  const dateOrder = dated ? dateOrderOf(texts) : undefined;
  return { column, field: field.key, ...(dateOrder ? { dateOrder } : {}) };
}

function scoreOf(column: FileColumn, texts: readonly string[], field: CompiledField, env: Env): number {
  const name = nameScore(column.name, field);
  const fit = readable(texts.slice(0, VALUES), field, env);
  if (name >= 90) return name + (fit ?? 0);
  // A likely name over content that can't be read is a chance likeness.
  if (name > 0) return (fit ?? 1) >= 0.5 ? name + (fit ?? 0) : 0;
  return telling(field) && fit !== undefined && fit >= TELLING && texts.length > 0 ? 20 + fit : 0;
}

function nameScore(name: string, field: CompiledField): number {
  const header = foldName(name);
  if (header === '') return 0;
  const { label } = field.meta;
  const labels = [label.zh, label.en ?? ''].map(foldName).filter((text) => text !== '');
  const key = foldName(field.key);
  if (labels.includes(header)) return SURE;
  if (key === header) return 95;
  if (foldName(keyFromLabel(label.zh)) === header || foldName(keyFromLabel(name)) === key) return 90;
  if ([...labels, key].some((own) => synonymous(header, own))) return 70;
  const near = Math.max(...[...labels, key].map((own) => likeness(header, own)));
  return near >= 0.6 ? 40 + near * 10 : 0;
}

/** Email, phone and options: what they accept is nothing that other columns hold by chance. */
const telling = (field: CompiledField): boolean =>
  field.kind === 'option' || field.valueSchema.format === 'email' || field.valueSchema.format === 'phone';

/** Share of texts that the field can read; undefined where it says nothing, as for plain texts and references. */
function readable(texts: readonly string[], field: CompiledField, env: Env): number | undefined {
  const plain = field.kind === 'text' && field.valueSchema.format === undefined;
  if (plain || field.target !== undefined || texts.length === 0) return undefined;
  const dateOrder = dateOrderOf(texts);
  const textEnv = { locale: env.locale, tz: env.tz, ...(dateOrder ? { dateOrder } : {}) };
  const good = texts.filter((text) => {
    const value = field.type.parse(text, field.config, textEnv);
    return value.ok && value.value !== null && checkValue(field.valueSchema, value.value).length === 0;
  });
  return good.length / texts.length;
}
