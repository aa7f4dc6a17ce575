import type { Frag } from '@trellis/logic';
import { join, raw, toSql } from '@trellis/logic/sql';
import { newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import { crossColumns } from '../compute/cross-columns.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { attachSql, attachValues } from '../files/attach.ts';
import { filePlaces } from '../files/facts.ts';
import { rowsDiff } from '../owned/diff.ts';
import { sealAll, sealValues } from '../secrets/values.ts';
import { quoteName } from '../storage/names.ts';
import { LIES, type Lies } from './before.ts';
import { bound, castOf } from './casts.ts';
import { deedOf, eventOf } from './event.ts';
import type { Image } from './image.ts';
import type { Sql } from './insert-sql.ts';
import type { Changed } from './prepare.ts';
import { searchOf, tokensOf, tokensText, touchesSearch } from './tokens.ts';

/** The name of the updated table's row in the row predicate. */
const ROW = 'r';

interface Template {
  readonly head: string;
  readonly middle: string;
  readonly tail: string;
  readonly params: number;
  /** Whole texts by those of the guards and rows: a text that is the same object needs no reading to be found again. */
  readonly texts: Map<string, string>;
}

/** Guards and rows differ with what a member may see. */
const MAX_TEXTS = 100;
const MAX_SHAPES = 200;
const templates = new WeakMap<CatalogForm, Map<string, Template>>();

/**
 * One statement that changes a record: guards, version, rows, history with the old values, outbox. It answers one row
 * with the stored values that it does not set and others move (`crossColumns`), or none where something does not hold any more.
 * @param rows gives the member's row predicate over the table's alias
 */
export function updateSql(
  ctx: Ctx,
  form: CatalogForm,
  before: Image,
  { image, changed, ownerChanged }: Changed,
  guards: readonly Frag[],
  rows: (alias: string) => readonly Frag[],
  lies: Lies = 'living',
): Sql {
  const touched = [...form.fields.keys()].filter((key) => changed.has(key));
  const keys = touched.filter((key) => !form.owned.has(key));
  const search = touchesSearch(form, changed) ? searchOf(form, image.values) : undefined;
  const files = holdFiles(form, touched);
  const template = templateOf(ctx, form, keys, search !== undefined, ownerChanged, files, lies);
  const stored = sealValues(ctx, form, image.id, image.values);
  const values: unknown[] = [
    ctx.catalog.version,
    image.id,
    before.version,
    image.updatedAt,
    image.updatedBy,
    ctx.cause,
    JSON.stringify(eventOf(form.ref, 'update', [image.id], deedOf(ctx, image.updatedBy, before.version + 1))),
    newId(),
    JSON.stringify(sealAll(ctx, form, image.id, oldValues(form, before, image, touched, ownerChanged))),
    image.passed ? JSON.stringify(image.passed) : null,
    ...ofFew(ctx).map(({ value }) => value),
    ...keys.map((key) => bound(form.fields.get(key), stored[key])),
    ...(ownerChanged ? [image.owner] : []),
    ...(search ? [tokensText(search), search.pinyin] : []),
    ...(files ? attachValues(form, image, touched) : []),
  ];
  const and = (conditions: readonly Frag[]) => join([raw(''), ...conditions], ' AND ');
  const first = toSql(and(guards), template.params + 1);
  const second = toSql(and(rows(ROW)), template.params + 1 + first.params.length);
  values.push(...first.params, ...second.params);
  return { text: textOf(template, first.sql, second.sql), values, order: `1 ${image.id}` };
}

function textOf({ head, middle, tail, texts }: Template, guards: string, rows: string): string {
  const key = `${guards}|${rows}`;
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size >= MAX_TEXTS) texts.clear();
    text = head + guards + middle + rows + tail;
    texts.set(key, text);
  }
  return text;
}

/** The reverse diff: what must be put back to undo the change. */
export function oldValues(
  form: CatalogForm,
  before: Image,
  after: Image,
  keys: readonly string[],
  ownerChanged: boolean,
): Record<string, unknown> {
  const old: Record<string, unknown> = {};
  for (const key of keys) {
    const was = before.values[key] ?? null;
    old[key] = form.owned.has(key) ? rowsDiff(was, after.values[key]) : was;
  }
  if (ownerChanged) old._owner_id = before.owner;
  return old;
}

function templateOf(
  ctx: Ctx,
  form: CatalogForm,
  keys: readonly string[],
  searched: boolean,
  ownerChanged: boolean,
  holdsFiles: boolean,
  lies: Lies,
): Template {
  let known = templates.get(form);
  if (!known) {
    known = new Map();
    templates.set(form, known);
  }
  const shape = `${keys.join(' ')}|${searched}|${ownerChanged}|${holdsFiles}|${ofFew(ctx).map(({ column }) => column)}|${lies}`;
  let template = known.get(shape);
  if (!template) {
    if (known.size >= MAX_SHAPES) known.clear();
    template = build(ctx, form, keys, searched, ownerChanged, holdsFiles, lies);
    known.set(shape, template);
  }
  return template;
}

const holdFiles = (form: CatalogForm, keys: readonly string[]): boolean =>
  filePlaces(form).some(({ key }) => keys.includes(key));

const FIXED = 10;

/** What history notes of few changes only: the batch that a change is part of, the moment whose values it puts back. */
const ofFew = ({ batch, backTo }: Ctx) => [
  ...(batch === undefined ? [] : [{ column: 'batch', type: 'uuid', value: batch }]),
  ...(backTo === undefined ? [] : [{ column: 'back_to', type: 'timestamptz', value: backTo }]),
];

function build(
  ctx: Ctx,
  form: CatalogForm,
  keys: readonly string[],
  searched: boolean,
  ownerChanged: boolean,
  holdsFiles: boolean,
  lies: Lies,
): Template {
  const about = ofFew(ctx);
  let params = FIXED + about.length;
  const sets = keys.map((key) => {
    const field = form.fields.get(key);
    return `${quoteName(form.columns.get(key) ?? '')} = $${++params}::${field ? castOf(field) : 'text'}`;
  });
  if (ownerChanged) sets.push(`_owner_id = $${++params}::uuid`);
  if (searched) sets.push(`_search = ${tokensOf(++params)}`, `_pinyin = $${++params}::text`);
  sets.push(`_version = ${ROW}._version + 1`, '_updated_at = $4::timestamptz', '_updated_by = $5::uuid');
  const files = holdsFiles ? `, ${attachSql(ctx, form, params + 1)}` : '';
  if (files !== '') params += 2;
  const moving = crossColumns(form)
    .filter((key) => !keys.includes(key))
    .map((key) => ({ key, column: form.columns.get(key) ?? '' }));
  const returned = moving.map(({ key, column }) => `, ${ROW}.${quoteName(column)} AS ${quoteName(key)}`);
  return {
    head: `WITH guard AS (SELECT FROM ${relation(ctx, 'meta')} WHERE meta_version = $1::bigint`,
    middle:
      `), saved AS (UPDATE ${relation(ctx, form.table)} AS ${ROW} SET ${sets.join(', ')} FROM guard ` +
      `WHERE ${ROW}._id = $2::uuid AND ${ROW}._version = $3::int AND ${ROW}.${LIES[lies]}`,
    tail:
      ` RETURNING ${ROW}._id, ${ROW}._version${returned.join('')}), ` +
      `change AS (INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, before, accepted${about.map(({ column }) => `, ${column}`).join('')}) ` +
      `SELECT $8::uuid, '${form.ref}', _id, _version, $4::timestamptz, $5::uuid, $6::text, 'update', $9::jsonb, $10::jsonb${about.map(({ type }, at) => `, $${FIXED + 1 + at}::${type}`).join('')} FROM saved), ` +
      `event AS (INSERT INTO ${relation(ctx, 'outbox')} (kind, payload) SELECT 'record', $7::jsonb FROM saved)${files} ` +
      `SELECT ${['_version', ...moving.map(({ key }) => quoteName(key))].join(', ')} FROM saved`,
    params,
    texts: new Map(),
  };
}
