import type { CompiledField } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { join, toSql } from '@trellis/logic/sql';
import { newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { attachSql, attachValues } from '../files/attach.ts';
import { filePlaces } from '../files/facts.ts';
import { searchFields } from '../search/fields.ts';
import { hasColumn } from '../storage/has-column.ts';
import { quoteName } from '../storage/names.ts';
import { bound, castOf } from './casts.ts';
import { eventOf } from './event.ts';
import type { Image } from './image.ts';
import type { GeneratedNumber } from './numbers.ts';
import { searchOf, tokensOf, tokensText } from './tokens.ts';

/** A statement and its values. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Statements that run as one take their locks in this order: what is new, then records by their ids. */
  readonly order: string;
}

/** The text around the guards, which alone depend on who writes. */
interface Template {
  readonly head: string;
  readonly tail: string;
  /** Parameters before those of the guards. */
  readonly params: number;
  /** Whole texts by that of the guards: a text that is the same object needs no reading to be found again. */
  readonly texts: Map<string, string>;
}
/** Guards differ with what a member may see. */
const MAX_TEXTS = 100;

const templates = new WeakMap<CatalogForm, Map<string, Template>>();

/**
 * One statement that creates a record: guards, counters, row, history, outbox. It answers one row with the generated
 * values, or none where a guard does not hold. A create needs no image in history: the row and later changes have it.
 */
export function insertSql(
  ctx: Ctx,
  form: CatalogForm,
  image: Image,
  guards: readonly Frag[],
  numbers: readonly GeneratedNumber[],
): Sql {
  const template = templateOf(ctx, form, numbers);
  const generated = new Set(numbers.map(({ field }) => field.key));
  const search = searchOf(form, image.values);
  const values: unknown[] = [
    ctx.catalog.version,
    image.id,
    image.createdAt,
    image.createdBy,
    image.updatedAt,
    image.updatedBy,
    image.owner,
    image.department,
    tokensText(search),
    ctx.cause,
    JSON.stringify(eventOf(form.ref, 'create', [image.id])),
    newId(),
    image.passed ? JSON.stringify(image.passed) : null,
    search.pinyin,
  ];
  for (const [key, field] of form.fields) {
    if (!generated.has(key) && hasColumn(field)) values.push(bound(field, image.values[key]));
  }
  for (const { field, counter, prefix, digits, suffix, start = 1 } of numbers) {
    values.push(counter, prefix, digits, suffix, start);
    if (isSearched(form, field)) values.push(lower(prefix), lower(suffix));
  }
  if (filePlaces(form).length > 0) values.push(...attachValues(form, image, form.fields.keys()));
  const { sql, params: guardValues } = toSql(join(guards, ' AND '), template.params + 1);
  values.push(...guardValues);
  return { text: textOf(template, sql), values, order: `0 ${form.table}` };
}

function textOf({ head, tail, texts }: Template, guards: string): string {
  let text = texts.get(guards);
  if (text === undefined) {
    if (texts.size >= MAX_TEXTS) texts.clear();
    text = guards === '' ? head + tail : `${head} AND ${guards}${tail}`;
    texts.set(guards, text);
  }
  return text;
}

const isSearched = (form: CatalogForm, field: CompiledField): boolean => searchFields(form).includes(field);
const lower = (text: string): string => text.normalize('NFKC').toLowerCase();

function templateOf(ctx: Ctx, form: CatalogForm, numbers: readonly GeneratedNumber[]): Template {
  let known = templates.get(form);
  if (!known) {
    known = new Map();
    templates.set(form, known);
  }
  const key = numbers.map(({ field }) => field.key).join(' ');
  let template = known.get(key);
  if (!template) {
    template = build(
      ctx,
      form,
      numbers.map(({ field }) => field),
    );
    known.set(key, template);
  }
  return template;
}

const FIXED = 14;

function build(ctx: Ctx, form: CatalogForm, generated: readonly CompiledField[]): Template {
  const columns = [
    '_id',
    '_version',
    '_created_at',
    '_created_by',
    '_updated_at',
    '_updated_by',
    '_owner_id',
  ];
  const exprs = ['$2::uuid', '1', '$3::timestamptz', '$4::uuid', '$5::timestamptz', '$6::uuid', '$7::uuid'];
  columns.push('_department_id');
  exprs.push('$8::uuid');
  const plain = [...form.fields.values()].filter((field) => hasColumn(field) && !generated.includes(field));
  for (const [index, field] of plain.entries()) {
    columns.push(quoteName(form.columns.get(field.key) ?? ''));
    exprs.push(`$${FIXED + index + 1}::${castOf(field)}`);
  }
  const ctes: string[] = [];
  let params = FIXED + plain.length;
  let search = tokensOf(9);
  for (const [index, field] of generated.entries()) {
    const first = params + 1;
    params += isSearched(form, field) ? 7 : 5;
    const number = (prefix: number, suffix: number) =>
      `$${prefix}::text || lpad(n${index}.value::text, greatest($${first + 2}::int, length(n${index}.value::text)), '0') || $${suffix}::text`;
    ctes.push(
      `n${index} AS (INSERT INTO ${relation(ctx, 'counter')} AS c (key, value) SELECT $${first}::text, $${first + 4}::bigint FROM guard ` +
        'ON CONFLICT (key) DO UPDATE SET value = c.value + 1 RETURNING value)',
    );
    columns.push(quoteName(form.columns.get(field.key) ?? ''));
    exprs.push(number(first + 1, first + 3));
    if (isSearched(form, field)) search += ` || ${tokensSql(number(first + 5, first + 6))}`;
  }
  const files = filePlaces(form).length > 0 ? `, ${attachSql(ctx, form, params + 1)}` : '';
  if (files !== '') params += 2;
  columns.push('_search', '_pinyin');
  exprs.push(search, '$14::text');
  const counters = generated.map((_, index) => `, n${index}`).join('');
  const returning = generated.map(
    ({ key }) => `${quoteName(form.columns.get(key) ?? '')} AS ${quoteName(key)}`,
  );
  const head = `WITH guard AS (SELECT FROM ${relation(ctx, 'meta')} WHERE meta_version = $1::bigint`;
  const tail =
    `), ${ctes.map((cte) => `${cte}, `).join('')}` +
    `saved AS (INSERT INTO ${relation(ctx, form.table)} (${columns.join(', ')}) ` +
    `SELECT ${exprs.join(', ')} FROM guard${counters} RETURNING ${['_id', ...returning].join(', ')}), ` +
    `change AS (INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, accepted) ` +
    `SELECT $12::uuid, ${literal(form.ref)}, _id, 1, $3::timestamptz, $4::uuid, $10::text, 'create', $13::jsonb FROM saved), ` +
    `event AS (INSERT INTO ${relation(ctx, 'outbox')} (kind, payload) SELECT 'record', $11::jsonb FROM saved)${files} ` +
    'SELECT * FROM saved';
  return { head, tail, params, texts: new Map() };
}

/** Form references hold letters, digits, underscores and a colon. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Tokens of a generated text as `searchTokens` makes them; ASCII punctuation parts words. */
const tokensSql = (text: string): string =>
  `ARRAY(SELECT DISTINCT token FROM regexp_split_to_table(${text}, '[\\x01-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f]+') AS word, ` +
  'generate_series(1, length(word)) AS i, LATERAL (VALUES (substr(word, i, 1)), (substr(word, i, 2)), (substr(word, i, 3))) AS part(token) ' +
  "WHERE CASE length(token) WHEN 1 THEN ascii(token) > 127 WHEN 2 THEN true ELSE token ~ '^[0-9]{3}$' END)";
