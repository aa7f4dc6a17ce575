import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Expr } from '@trellis/logic';
import { AppError, type FieldMeta, type FormDocument, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  createRecord,
  deleteRecord,
  exportRecords,
  getRecord,
  linkedRecords,
  linkedValues,
  openImports,
  publishBundle,
  queryRecords,
  updateRecord,
  visibleCatalog,
} from '../server.ts';
import { settled } from '../testing/imports.ts';
import { as, member, role } from '../testing/people.ts';

const own = (path: string): Expr => ({ var: `$record.${path}` });
const OF_ACCOUNT = { '==': [{ var: 'account' }, own('account')] };
const derived = (of: FieldMeta['default'], more: Partial<FieldMeta> = {}): Partial<FieldMeta> => ({
  ...(of ? { default: of } : {}),
  ...more,
});

const forms = {
  account: form({
    name: field('text', {}, { searchable: true }),
    industry: field('select', options('it', 'bank')),
    limit: field('number'),
    secret: field('text'),
    open: field('checkbox'),
    parent: field('reference', { form: 'account' }),
  }),
  contact: form({
    name: field('text', {}, { searchable: true }),
    account: field('reference', { form: 'account' }),
    phone: field('text'),
    deals: field('related', { form: 'deal', via: 'team', columns: ['title'] }),
  }),
  deal: form({
    title: field('text'),
    account: field('reference', {
      form: 'account',
      filter: { where: { '==': [{ var: 'open' }, true] } },
      fills: [
        { from: 'industry', to: 'industry', when: 'empty' },
        { from: 'secret', to: 'secret', when: 'always' },
      ],
    }),
    contact: field('reference', { form: 'contact', filter: { where: OF_ACCOUNT } }),
    team: field('reference', { form: 'contact', many: true, max: 3 }),
    industry: field('select', options('it', 'bank')),
    secret: field('text'),
    amount: field('number'),
    limit: field(
      'number',
      {},
      derived({ kind: 'through', path: 'account.limit', recompute: 'change' }, { remark: '来自客户' }),
    ),
    first: field(
      'text',
      {},
      derived({
        kind: 'linked',
        form: 'contact',
        where: OF_ACCOUNT,
        empty: 'none',
        take: 'first',
        path: 'name',
        sort: [{ field: 'name', dir: 'asc' }],
      }),
    ),
    sum: field(
      'number',
      {},
      derived(
        { kind: 'linked', form: 'deal', where: OF_ACCOUNT, empty: 'none', take: 'sum', path: 'amount' },
        { readonly: true },
      ),
    ),
    place: field('text', {}, derived({ kind: 'last' })),
    lost: field('checkbox'),
    why: field('text', {}, { visible: { '==': [{ var: 'lost' }, true] }, whenHidden: 'clear' }),
    twice: field(
      'number',
      {},
      derived(
        { kind: 'expr', expr: { '*': [{ var: 'amount' }, 2] } },
        { visible: { '==': [{ var: 'lost' }, true] }, whenHidden: 'recompute' },
      ),
    ),
    peers: field('query_list', {
      form: 'contact',
      condition: { where: { '==': [{ var: 'account' }, own('account')] }, empty: 'none' },
      columns: ['name', 'phone'],
      limit: 10,
    }),
    spies: field('query_list', {
      form: 'account',
      condition: { where: { '==': [{ var: 'secret' }, own('title')] } },
      columns: ['name'],
      limit: 10,
    }),
  }),
};
const roles = {
  sales: role({
    account: {
      actions: ['view'],
      rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
      hidden: ['secret'],
    },
    contact: {
      actions: ['view', 'edit'],
      rows: { '==': [{ var: 'account._owner_id' }, { var: '$member' }] },
    },
    deal: { actions: ['view', 'create', 'edit', 'import'] },
  }),
  guest: role({ deal: { actions: ['view', 'create'], hidden: ['peers', 'account'] } }),
};

let at: TestWorkspace;
let ctx: Ctx;
let sales: Ctx;
const id = { big: newId(), small: newId(), shut: newId(), anna: newId(), bob: newId(), cara: newId() };

const issuesOf = async (write: Promise<unknown>): Promise<string[]> => {
  const error = await write.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError
    ? error.issues.map((one) => `${one.path.join('.')} ${one.code}`)
    : ['saved'];
};

beforeAll(async () => {
  at = await openTestWorkspace();
  await publishBundle(await at.ctx(), 'crm', bundle(forms, { roles }));
  ctx = await at.ctx();
  const seller = await member(at, newId(), '小王', 'sales');
  sales = as(ctx, seller);
  const account = (one: string, name: string, more: object, owner: string) =>
    createRecord(ctx, 'crm:account', { id: one, values: { name, open: true, ...more }, owner });
  await account(id.big, '大客户', { industry: 'bank', limit: '500', secret: 'S1' }, seller.id);
  await account(id.small, '小客户', { industry: 'it', limit: '50', secret: 'S2' }, ctx.actor.id);
  await account(id.shut, '停用客户', { open: false }, seller.id);
  const contact = (one: string, name: string, of: string) =>
    createRecord(ctx, 'crm:contact', { id: one, values: { name, account: of, phone: '1' } });
  await contact(id.anna, 'Anna', id.big);
  await contact(id.bob, 'Bob', id.big);
  await contact(id.cara, 'Cara', id.small);
});
afterAll(() => at.close());

const deal = (values: object, by: Ctx = ctx) =>
  createRecord(by, 'crm:deal', { values: { title: 't', ...values } });
const titles = (page: { records: readonly { values: Record<string, unknown> }[] }, key = 'name') =>
  page.records.map(({ values }) => values[key]).toSorted();

describe('candidates of a reference', () => {
  it('meet its condition, and the values on the screen count', async () => {
    expect(titles(await linkedRecords(ctx, 'crm:deal', { field: 'account' }))).toEqual(['大客户', '小客户']);
    const of = (account: string | null) =>
      linkedRecords(ctx, 'crm:deal', { field: 'contact', values: { account } });
    expect(titles(await of(id.big))).toEqual(['Anna', 'Bob']);
    expect(titles(await of(null))).toEqual(['Anna', 'Bob', 'Cara']);
    const found = await linkedRecords(ctx, 'crm:deal', {
      field: 'contact',
      values: { account: id.big },
      search: 'bo',
      fields: ['name', 'phone', 'no_such'],
    });
    expect(found.records.map(({ values }) => values)).toEqual([{ name: 'Bob', phone: '1' }]);
  });

  it('are those that the member may view', async () => {
    expect(titles(await linkedRecords(sales, 'crm:deal', { field: 'account' }))).toEqual(['大客户']);
    expect(titles(await linkedRecords(sales, 'crm:deal', { field: 'contact' }))).toEqual(['Anna', 'Bob']);
    const small = { field: 'contact', values: { account: id.small } };
    expect(titles(await linkedRecords(sales, 'crm:deal', small))).toEqual([]);
  });

  it('are checked when a record is saved, when what they depend on changes, and in bulk', async () => {
    expect(await issuesOf(deal({ account: id.shut }))).toEqual(['values.account reference_filtered']);
    expect(await issuesOf(deal({ account: id.big, contact: id.cara }))).toEqual([
      'values.contact reference_filtered',
    ]);
    const saved = await deal({ account: id.big, contact: id.anna });
    const change = (set: object) => updateRecord(ctx, 'crm:deal', saved.id, { set: { ...set } });
    expect(await issuesOf(change({ contact: id.cara }))).toEqual(['set.contact reference_filtered']);
    expect(await issuesOf(change({ account: id.small }))).toEqual(['set.contact reference_filtered']);
    expect(await issuesOf(change({ account: id.small, contact: id.cara }))).toEqual(['saved']);
    expect(await issuesOf(change({ title: 'other' }))).toEqual(['saved']);
    const rows = [
      { values: { title: '1', account: id.big, contact: id.bob } },
      { values: { title: '2', account: id.small, contact: id.bob } },
    ];
    expect(await issuesOf(bulkCreate(ctx, 'crm:deal', rows))).toEqual([
      'create.1.values.contact reference_filtered',
    ]);
  });
});

describe('a reference to several records', () => {
  it('is a set that keeps its order, with titles and filters', async () => {
    const { id: one } = await deal({ title: 'team', team: [id.bob, id.anna, id.bob] });
    const read = await getRecord(ctx, 'crm:deal', one);
    expect(read.values.team).toEqual([id.bob, id.anna]);
    expect([read.refs[id.bob]?.title, read.refs[id.anna]?.title]).toEqual(['Bob', 'Anna']);
    const having = async (filter: Expr) =>
      titles(await queryRecords(ctx, 'crm:deal', { filter }), 'title').filter((title) => title === 'team')
        .length;
    expect(await having({ has_any: [{ var: 'team' }, [id.anna, id.cara]] })).toBe(1);
    expect(await having({ has_all: [{ var: 'team' }, [id.anna, id.cara]] })).toBe(0);
    expect(await having({ has_none: [{ var: 'team' }, [id.cara]] })).toBe(1);
    const back = await queryRecords(ctx, 'crm:contact', {
      filter: { some: [{ var: 'deal@team' }, { '==': [{ var: 'row.title' }, 'team'] }] },
    });
    expect(titles(back)).toEqual(['Anna', 'Bob']);
  });

  it('takes only records that exist and that the member may view, and keeps those that they may not', async () => {
    expect(await issuesOf(deal({ team: [newId()] }))).toEqual(['values.team reference_missing']);
    expect(await issuesOf(deal({ team: [id.anna, id.cara] }, sales))).toEqual([
      'values.team reference_missing',
    ]);
    expect(await issuesOf(deal({ team: [id.anna, id.bob, id.cara, newId()] }))).toEqual([
      'values.team too_many_items',
    ]);
    const shared = await deal({ team: [id.cara] });
    const seen = await getRecord(sales, 'crm:deal', shared.id);
    expect(seen.refs[id.cara]).toBe(undefined);
    await updateRecord(sales, 'crm:deal', shared.id, { set: { team: [id.cara, id.anna] } });
    expect((await getRecord(ctx, 'crm:deal', shared.id)).values.team).toEqual([id.cara, id.anna]);
  });

  it('shows on the other side', async () => {
    const team = await deal({ title: 'both', team: [id.cara] });
    const there = await linkedRecords(ctx, 'crm:contact', { field: 'deals', record: id.cara });
    expect(there.records.map((one) => one.id)).toContain(team.id);
    expect(there.records.every(({ values }) => Object.keys(values).join() === 'title')).toBe(true);
  });
});

it('refuses a reference of a record to itself', async () => {
  const set = { parent: id.big };
  expect(await issuesOf(updateRecord(ctx, 'crm:account', id.big, { set }))).toEqual([
    'set.parent reference_self',
  ]);
  const fresh = newId();
  const values = { name: 'x', parent: fresh };
  expect(await issuesOf(createRecord(ctx, 'crm:account', { id: fresh, values }))).toContain(
    'values.parent reference_self',
  );
  expect(await issuesOf(bulkCreate(ctx, 'crm:account', [{ id: fresh, values }]))).toContain(
    'create.0.values.parent reference_self',
  );
});

describe('values that follow from other records', () => {
  it('fill what an API or an import leaves out', async () => {
    const { values } = await deal({ account: id.big, amount: '70' });
    expect(values).toMatchObject({ industry: 'bank', secret: 'S1', limit: '500', first: 'Anna', sum: '0' });
    const [row = ''] = (
      await bulkCreate({ ...ctx, cause: 'import' }, 'crm:deal', [{ values: { title: 'i', account: id.big } }])
    ).ids;
    expect((await getRecord(ctx, 'crm:deal', row)).values).toMatchObject({
      industry: 'bank',
      limit: '500',
      sum: '70',
      place: null,
    });
  });

  it('give way to what is sent, except in fields that are not for people', async () => {
    const { values } = await deal({ account: id.big, industry: 'it', limit: '1', first: null, sum: '999' });
    expect(values).toMatchObject({ industry: 'it', limit: '1', first: null });
    expect(values.sum).not.toBe('999');
  });

  it('follow a change where they shall, else stay', async () => {
    const { id: one } = await deal({ account: id.big });
    const set = { account: id.small };
    const { values } = await updateRecord(ctx, 'crm:deal', one, { set });
    expect(values).toMatchObject({ limit: '50', secret: 'S2', industry: 'bank', first: 'Anna' });
    const history = await at.list(
      `select before from ${at.schema}.record_change where record_id = $1 and op = 'update'`,
      [one],
    );
    expect(history).toEqual([{ account: id.big, limit: '500', secret: 'S1' }]);
  });

  it('take what the member gave last', async () => {
    await deal({ place: '上海' }, sales);
    await deal({ place: '北京' });
    expect((await deal({}, sales)).values.place).toBe('上海');
  });

  it('show nobody what they may not see', async () => {
    const mine = await deal({ account: id.big }, sales);
    expect((await getRecord(ctx, 'crm:deal', mine.id)).values).toMatchObject({
      industry: 'bank',
      secret: null,
    });
    const want = [
      { field: 'limit' },
      { field: 'first' },
      { field: 'secret', by: 'account' },
      { field: 'industry', by: 'account' },
    ];
    const ask = (by: Ctx, account: string) =>
      linkedValues(by, 'crm:deal', { values: { account }, want }).then(({ values }) => values);
    expect(await ask(ctx, id.small)).toEqual({ limit: '50', first: 'Cara', secret: 'S2', industry: 'it' });
    expect(await ask(sales, id.big)).toEqual({ limit: '500', first: 'Anna', secret: null, industry: 'bank' });
    expect(await ask(sales, id.small)).toEqual({ limit: null, first: null, secret: null, industry: null });
  });
});

describe('a list of matching records', () => {
  it('follows the values on the screen', async () => {
    const of = (account: string | null, by: Ctx = ctx) =>
      linkedRecords(by, 'crm:deal', { field: 'peers', values: { account } });
    expect(titles(await of(id.big))).toEqual(['Anna', 'Bob']);
    expect(titles(await of(null))).toEqual([]);
    expect(titles(await of(id.small, sales))).toEqual([]);
  });

  it('shows nothing when its condition reads what the member can’t see', async () => {
    const guess = { field: 'spies', values: { title: 'S1' } };
    expect(titles(await linkedRecords(ctx, 'crm:deal', guess))).toEqual(['大客户']);
    expect(titles(await linkedRecords(sales, 'crm:deal', guess))).toEqual([]);
  });

  it('knows no deleted records and no other fields', async () => {
    const gone = await createRecord(ctx, 'crm:contact', { values: { name: 'Gone', account: id.small } });
    await deleteRecord(ctx, 'crm:contact', gone.id);
    const page = await linkedRecords(ctx, 'crm:deal', { field: 'peers', values: { account: id.small } });
    expect(titles(page)).toEqual(['Cara']);
    expect(await issuesOf(linkedRecords(ctx, 'crm:deal', { field: 'title' }))).toEqual([
      'field unknown_field',
    ]);
    expect(await issuesOf(deal({ peers: 'x' }))).toEqual(['values.peers unknown_field']);
  });
});

it('is no part of what a role hides', async () => {
  const hidden = as(ctx, await member(at, newId(), '小张', 'guest'));
  const found = visibleCatalog(hidden).forms['crm:deal']?.document as FormDocument;
  expect(Object.keys(found.properties)).not.toContain('peers');
  // Its default reads a field that does not exist for this member, and a remark is for those who design.
  expect(found.properties.limit?.trellis).toEqual({
    type: 'number',
    label: expect.anything(),
    config: expect.anything(),
  });
  expect(await issuesOf(linkedRecords(hidden, 'crm:deal', { field: 'peers' }))).toEqual([
    'field unknown_field',
  ]);
  expect(await issuesOf(linkedRecords(hidden, 'crm:deal', { field: 'account' }))).toEqual([
    'field unknown_field',
  ]);
  const want = [{ field: 'limit' }, { field: 'secret', by: 'account' }];
  const asked = await linkedValues(hidden, 'crm:deal', { values: { account: id.big }, want });
  expect(asked.values).toEqual({ limit: null, secret: null });
});

it('imports and exports several records by their names', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-linked-'));
  const imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
  const content = Readable.from([Buffer.from('title,team\nlist,"Bob、Anna"\nnew,"Anna；Dora、Emil"\n')]);
  const job = await imports.upload(ctx, 'crm:deal', { name: 'a.csv', content });
  const columns = [
    { column: 0, field: 'title' },
    { column: 1, field: 'team', unmatched: 'create' as const },
  ];
  const previewed = await imports.preview(ctx, 'crm:deal', job.id, { headerRows: 1, columns });
  await settled(imports, ctx, 'crm:deal', previewed);
  const begun = await imports.commit(ctx, 'crm:deal', job.id, { skipInvalid: false });
  const done = await settled(imports, ctx, 'crm:deal', begun);
  expect(done.state).toBe('done');
  const file = await exportRecords(ctx, 'crm:deal', {
    format: 'csv',
    fields: ['title', 'team'],
    filter: { in: [{ var: 'title' }, ['list', 'new']] },
    sort: [{ field: 'title', dir: 'asc' }],
  });
  const lines = (await text(file.content)).trim().split(/\r?\n/).slice(1);
  expect(lines).toEqual(['list,Bob、Anna', 'new,Anna、Dora、Emil']);
  await imports.stop();
  rmSync(dir, { recursive: true });
});

describe('a field that the rules hide', () => {
  it('is cleared or worked out as it says', async () => {
    const { id: one, values } = await deal({ amount: '5', lost: true, why: '价格' });
    expect(values).toMatchObject({ why: '价格', twice: '10' });
    const hidden = await updateRecord(ctx, 'crm:deal', one, { set: { lost: false, amount: '6' } });
    expect(hidden.values).toMatchObject({ why: null, twice: '12' });
    const again = await updateRecord(ctx, 'crm:deal', one, { set: { twice: '1', why: 'x' } });
    expect(again.values).toMatchObject({ why: null, twice: '12' });
    expect((await deal({ why: 'never shown' })).values.why).toBe(null);
  });
});
