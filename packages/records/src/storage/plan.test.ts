import { compileForm, normaliseForm } from '@trellis/forms/model';
import type { FormDocument } from '@trellis/metadata';
import { describe, expect, test } from 'vitest';
import { crm, field, form, options } from '../definitions/testing/documents.ts';
import { planStorage, type StoragePlan } from './plan.ts';
import type { FormStorage } from './types.ts';

const compiled = (document: FormDocument, key = 'deal') => compileForm(`crm:${key}`, normaliseForm(document));
const none: ReadonlySet<string> = new Set();

function planOf(document: FormDocument, storage?: FormStorage, lanes = none): StoragePlan {
  return planStorage({ schema: 'ws_a', form: compiled(document), lanes, storage, taken: none });
}

/** What is there once a plan was carried out. */
function after(plan: StoragePlan, before?: FormStorage): FormStorage {
  const names = (steps: StoragePlan['expand']) =>
    steps.flatMap((step) =>
      step.kind === 'create_table'
        ? step.statements.flatMap((sql) => /index "(\w+)"/.exec(sql)?.[1] ?? [])
        : step.kind === 'create_index'
          ? [step.name]
          : [],
    );
  const dropped = new Set(plan.contract.map((step) => (step.kind === 'drop_index' ? step.name : '')));
  const indexes = [...(before?.indexes.keys() ?? []), ...names(plan.expand)].filter((n) => !dropped.has(n));
  return { table: plan.table, columns: plan.columns, indexes: new Map(indexes.map((n) => [n, true])) };
}

const sqlOf = (plan: StoragePlan) =>
  [...plan.expand, ...plan.contract].map((step) =>
    step.kind === 'create_table'
      ? step.statements.join(';\n')
      : step.kind === 'drop_index'
        ? `drop ${step.name}`
        : step.sql,
  );

describe('a new form', () => {
  test('is one table with every column and index at once', () => {
    const document = crm().forms.customer;
    if (!document) throw new Error('no form');
    const form_ = compiled(document, 'customer');
    const plan = planStorage({ schema: 'ws_a', form: form_, lanes: none, taken: none });
    expect(plan.isNew).toBe(true);
    expect(sqlOf(plan).join('\n')).toMatchInlineSnapshot(`
      "create table "ws_a"."crm__customer" (
        "_id" uuid not null,
        "_version" integer not null,
        "_created_at" timestamptz(3) not null,
        "_created_by" uuid,
        "_updated_at" timestamptz(3) not null,
        "_updated_by" uuid,
        "_owner_id" uuid,
        "_department_id" uuid,
        "_collaborator_ids" uuid[] not null default '{}',
        "_deleted_at" timestamptz(3),
        "_search" text[] collate "C",
        "_pinyin" text collate "C",
        "name" text collate "C",
        "tags" text[] collate "C",
        "owner2" uuid,
        constraint "crm__customer_pk" primary key (_id)
      ) with (fillfactor = 85);
      create index "crm__customer_list" on "ws_a"."crm__customer" (_created_at desc, _id desc) include (_owner_id) where _deleted_at is null;
      create index "crm__customer_owner" on "ws_a"."crm__customer" (_owner_id, _created_at desc, _id desc) where _deleted_at is null;
      create index "crm__customer_search" on "ws_a"."crm__customer" using gin (_search) with (fastupdate = on, gin_pending_list_limit = 512);
      create index "crm__customer_bin" on "ws_a"."crm__customer" (_deleted_at) where _deleted_at is not null;
      create unique index "crm__customer_name_unique" on "ws_a"."crm__customer" ("name") where _deleted_at is null;
      create index "crm__customer_tags_contains" on "ws_a"."crm__customer" using gin ("tags") with (fastupdate = on, gin_pending_list_limit = 512);
      create index "crm__customer_owner2_lookup" on "ws_a"."crm__customer" ("owner2", _created_at desc, _id desc) include (_owner_id) where _deleted_at is null"
    `);
  });

  test('has indexes for references, stage and lanes', () => {
    const document = crm().forms.deal;
    if (!document) throw new Error('no form');
    const [create] = planOf(document).expand;
    if (create?.kind !== 'create_table') throw new Error('no table');
    expect(create.statements.slice(5)).toMatchInlineSnapshot(`
      [
        "create index "crm__deal_customer_lookup" on "ws_a"."crm__deal" ("customer", _created_at desc, _id desc) include (_owner_id) where _deleted_at is null",
        "create index "crm__deal_stage_lookup" on "ws_a"."crm__deal" ("stage", _created_at desc, _id desc) include (_owner_id) where _deleted_at is null",
      ]
    `);
  });
});

describe('a published form', () => {
  const before = form({ title: field('text'), amount: field('money') });
  const there = after(planOf(before));

  test('needs nothing when nothing changes', () => {
    const plan = planOf(before, there);
    expect([plan.expand, plan.contract]).toEqual([[], []]);
    expect(plan.columns).toEqual(there.columns);
  });

  test('gets a column for a new field and an index for a new lane', () => {
    const with_ = form({ ...before.properties, kind: field('select', options('a', 'b')) });
    expect(sqlOf(planOf(with_, there, new Set(['kind'])))).toMatchInlineSnapshot(`
      [
        "alter table "ws_a"."crm__deal"
        add column "kind" text collate "C"",
        "create index concurrently "crm__deal_kind_lookup" on "ws_a"."crm__deal" ("kind", _created_at desc, _id desc) include (_owner_id) where _deleted_at is null",
      ]
    `);
  });

  test('keeps the column of a deleted field, and its data come back with it', () => {
    const without = planOf(form({ title: field('text') }), there);
    expect(without.expand).toEqual([]);
    expect(without.columns.find((c) => c.field === 'amount')?.state).toBe('binned');
    const again = planOf(before, after(without, there));
    expect(again.expand).toEqual([]);
    expect(again.columns.find((c) => c.field === 'amount')).toMatchObject({
      column: 'amount',
      state: 'live',
    });
  });

  test('gives a field of another type its own column, and each type its own data back', () => {
    const gone = after(planOf(form({ title: field('text') }), there), there);
    const asText = planOf(form({ title: field('text'), amount: field('text') }), gone);
    expect(sqlOf(asText)).toMatchInlineSnapshot(`
      [
        "alter table "ws_a"."crm__deal"
        add column "amount_2" text collate "C"",
      ]
    `);
    const gone2 = after(planOf(form({ title: field('text') }), after(asText, gone)), after(asText, gone));
    const back = planOf(before, gone2);
    expect(back.columns.find((c) => c.state === 'live' && c.field === 'amount')?.column).toBe('amount');
  });

  test('does not give options to a field that held text under the same key', () => {
    const text = after(planOf(form({ title: field('text'), note: field('text') })));
    const gone = after(planOf(form({ title: field('text') }), text), text);
    const asOption = planOf(form({ title: field('text'), note: field('select', options('a')) }), gone);
    expect(asOption.columns.find((c) => c.state === 'live' && c.field === 'note')?.column).toBe('note_2');
  });

  test('takes a column over where kind and column stay the same', () => {
    const area = planOf(form({ title: field('textarea'), amount: field('money') }), there);
    expect(area.expand).toEqual([]);
    expect(area.columns[0]).toMatchObject({ column: 'title', shape: 'text textarea', state: 'live' });
  });

  test('builds a unique index before and drops it after the flip', () => {
    const unique = form({
      title: field('text', { maxLength: 50 }, { unique: true }),
      amount: field('money'),
    });
    const plan = planOf(unique, there);
    expect(sqlOf(plan)).toMatchInlineSnapshot(`
      [
        "create unique index concurrently "crm__deal_title_unique" on "ws_a"."crm__deal" ("title") where _deleted_at is null",
      ]
    `);
    expect(plan.contract).toEqual([]);
    const dropped = planOf(before, after(plan, there));
    expect([dropped.expand.length, sqlOf(dropped)]).toEqual([0, ['drop crm__deal_title_unique']]);
  });

  test('builds an index anew that an interruption left invalid', () => {
    const broken = { ...there, indexes: new Map([...there.indexes, ['crm__deal_list', false]]) };
    expect(planOf(before, broken).expand.map((step) => step.kind)).toEqual(['drop_index', 'create_index']);
  });
});

test('what can’t be stored is said before anything is done', () => {
  const unique = planOf(form({ title: field('text', { maxLength: 5_000 }, { unique: true }) }));
  expect(unique.issues).toEqual([
    { path: ['properties', 'title', 'trellis', 'unique'], code: 'unique_too_long', params: { max: 600 } },
  ]);
  const many = Object.fromEntries(Array.from({ length: 1_501 }, (_, i) => [`f${i}`, field('text')]));
  expect(planOf(form(many)).issues.map((issue) => issue.code)).toEqual(['too_many_columns']);
});
