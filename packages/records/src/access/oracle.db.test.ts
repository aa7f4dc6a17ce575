import { type Action, AppError, type FormGrant } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  type Actor,
  bulkCreate,
  bulkDelete,
  type Catalog,
  type Ctx,
  getRecord,
  groupRecords,
  queryRecords,
  recordHistory,
  streamRecords,
  updateRecord,
  visibleCatalog,
} from '../server.ts';
import { CUSTOMER, DEAL, openCrm } from '../testing/crm.ts';
import { member, role } from '../testing/people.ts';

/**
 * An oracle that knows nothing of the code under test: records as plain objects, policies as plain functions. Random
 * roles and requests must find exactly what it finds, in every way records can be looked at.
 */

interface Plain {
  readonly id: string;
  deleted: boolean;
  readonly owner: string;
  readonly values: Record<string, unknown>;
}
interface World {
  readonly customers: Plain[];
  readonly deals: Plain[];
}
/** A condition twice: as a document has it, and in plain JS. `reads`: fields, with a dot for those of the customer. */
interface Condition {
  readonly expr: unknown;
  readonly reads: readonly string[];
  holds(record: Plain, world: World, actor: Actor, see: (customer: Plain) => boolean): boolean;
}

const v = (path: string) => ({ var: path });
const customerOf = (deal: Plain, world: World) =>
  world.customers.find(({ id, deleted }) => id === deal.values.customer && !deleted);
const number = (value: unknown) => (value === null ? null : Number(value));

const DEAL_CONDITIONS: readonly Condition[] = [
  {
    expr: { '==': [v('_owner_id'), v('$member')] },
    reads: [],
    holds: ({ owner }, _, actor) => owner === actor.id,
  },
  {
    expr: { '>': [v('amount'), '50'] },
    reads: ['amount'],
    holds: ({ values }) => values.amount !== null && Number(values.amount) > 50,
  },
  {
    expr: { in: [v('stage'), ['open', 'won']] },
    reads: ['stage'],
    holds: ({ values }) => values.stage === 'open' || values.stage === 'won',
  },
  { expr: { '!=': [v('stage'), 'won'] }, reads: ['stage'], holds: ({ values }) => values.stage !== 'won' },
  { expr: v('hot'), reads: ['hot'], holds: ({ values }) => values.hot === true },
  {
    expr: { contains: [v('title'), 'b'] },
    reads: ['title'],
    holds: ({ values }) => /b/i.test(String(values.title)),
  },
  {
    expr: { '==': [v('customer.grade'), 'a'] },
    reads: ['customer', 'customer.grade'],
    holds: (deal, world, _, see) => {
      const customer = customerOf(deal, world);
      return customer !== undefined && see(customer) && customer.values.grade === 'a';
    },
  },
  {
    expr: { is_empty: [v('customer.secret')] },
    reads: ['customer', 'customer.secret'],
    holds: (deal, world, _, see) => {
      const customer = customerOf(deal, world);
      return customer === undefined || !see(customer) || customer.values.secret === null;
    },
  },
  {
    expr: { or: [{ '==': [v('seller'), v('$member')] }, { '<': [v('amount'), '20'] }] },
    reads: ['seller', 'amount'],
    holds: ({ values }, _, actor) =>
      values.seller === actor.id || (values.amount !== null && Number(values.amount) < 20),
  },
];
const CUSTOMER_CONDITIONS: readonly Condition[] = [
  {
    expr: { '==': [v('_owner_id'), v('$member')] },
    reads: [],
    holds: ({ owner }, _, actor) => owner === actor.id,
  },
  {
    expr: { in: [v('grade'), ['a', 'b']] },
    reads: ['grade'],
    holds: ({ values }) => /a|b/.test(String(values.grade)),
  },
  {
    expr: { has_any: [v('tags'), ['vip']] },
    reads: ['tags'],
    holds: ({ values }) => Array.isArray(values.tags) && values.tags.includes('vip'),
  },
  {
    expr: { some: [v('deal@customer'), { '==': [v('row.stage'), 'won'] }] },
    reads: ['deal@customer'],
    holds: ({ id }, { deals }) =>
      deals.some(({ deleted, values }) => !deleted && values.customer === id && values.stage === 'won'),
  },
];

const DEAL_FIELDS = [
  'title',
  'number',
  'customer',
  'stage',
  'amount',
  'closes',
  'seen',
  'hot',
  'seller',
  'reason',
  'code',
];
const CUSTOMER_FIELDS = ['name', 'phone', 'secret', 'tags', 'grade'];
const STAGES = ['open', 'won', 'lost'];
const ids = (index: number) => `01900000-0000-7000-8000-00000000000${index}`;

interface Grant extends Pick<FormGrant, 'actions' | 'hidden' | 'readonly'> {
  readonly rows: Condition | undefined;
}
interface Role {
  readonly deal: Grant | undefined;
  readonly customer: Grant | undefined;
}

const grant = (conditions: readonly Condition[], fields: readonly string[]) =>
  fc.record({
    actions: fc.subarray<Action>(['view', 'edit', 'delete', 'export', 'create']),
    rows: fc.option(fc.constantFrom(...conditions), { nil: undefined }),
    hidden: fc.subarray([...fields], { maxLength: 4 }),
    readonly: fc.subarray([...fields], { maxLength: 3 }),
  });
const roles = fc.array(
  fc.record({
    deal: fc.option(grant(DEAL_CONDITIONS, DEAL_FIELDS), { nil: undefined, freq: 8 }),
    customer: fc.option(grant(CUSTOMER_CONDITIONS, CUSTOMER_FIELDS), { nil: undefined, freq: 4 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const request = fc.record({
  filter: fc.option(fc.constantFrom(...DEAL_CONDITIONS), { nil: undefined }),
  search: fc.option(fc.constantFrom('b', 'B2', '单', '2'), { nil: undefined, freq: 3 }),
  sort: fc.constantFrom('amount', 'stage', 'title', 'closes', 'hot', '_created_at', 'customer', 'seller'),
  dir: fc.constantFrom('asc' as const, 'desc' as const),
  pick: fc.nat(),
  set: fc.constantFrom<Record<string, unknown>>(
    { amount: '75' },
    { amount: '5' },
    { hot: false },
    { stage: 'open' },
    { title: 'b9' },
    { customer: null },
  ),
});

let at: TestWorkspace;
let ctx: Ctx;
let world: World;
let actor: Actor;
beforeAll(async () => {
  ({ at, ctx } = await openCrm());
  actor = await member(at, ids(1), '销售甲');
  await member(at, ids(2), '销售乙');
  const template = { ...ctx, cause: 'template' as const };
  const random = fc.sample(fc.nat(1_000_000), { numRuns: 600, seed: 7 });
  const next = (n: number) => (random.pop() ?? 0) % n;
  const write = async (form: string, rows: Record<string, unknown>[]): Promise<Plain[]> => {
    const input = rows.map((values) => ({ values, meta: { owner: ids(1 + next(2)) } }));
    const { ids: made } = await bulkCreate(template, form, input);
    const page = await queryRecords(ctx, form, { limit: 500 });
    return made.map((id, index) => ({
      id,
      deleted: false,
      owner: input[index]?.meta.owner ?? '',
      values: { ...page.records.find((record) => record.id === id)?.values },
    }));
  };
  const customers = await write(
    CUSTOMER,
    Array.from({ length: 14 }, (_, index) => ({
      name: `客户${index}`,
      secret: next(2) ? `b${index}` : null,
      grade: ['a', 'b', 'c'][next(3)],
      tags: next(2) ? ['vip'] : ['old'],
    })),
  );
  const deals = await write(
    DEAL,
    Array.from({ length: 50 }, (_, index) => {
      const stage = STAGES[next(3)];
      return {
        title: `${'abAB'[next(4)]}${index}`,
        customer: next(5) ? customers[next(14)]?.id : null,
        stage,
        amount: stage === 'won' || next(4) ? String(next(100)) : null,
        hot: [true, false, null][next(3)],
        seller: next(2) ? ids(1 + next(2)) : null,
        reason: stage === 'lost' ? 'b' : null,
      };
    }),
  );
  for (const [form, list] of [
    [CUSTOMER, customers.slice(0, 3)],
    [DEAL, deals.slice(0, 5)],
  ] as const) {
    await bulkDelete(
      ctx,
      form,
      list.map(({ id }) => id),
    );
    for (const record of list) record.deleted = true;
  }
  world = { customers, deals };
});
afterAll(() => at.close());

/** What a set of roles means for one form, spelled out. */
function naive(grants: readonly (Grant | undefined)[], fields: readonly string[]) {
  const given = grants.filter((one): one is Grant => one !== undefined && one.actions.length > 0);
  const having = (action: Action) => given.filter(({ actions }) => actions.includes(action));
  const readers = having('view').length > 0 ? having('view') : given;
  const inRows = (action: Action, record: Plain, see: (customer: Plain) => boolean) =>
    having(action).some(({ rows }) => !rows || rows.holds(record, world, actor, see));
  return {
    part: given.length > 0,
    may: (action: Action) => having(action).length > 0,
    visible: fields.filter((field) => readers.some(({ hidden }) => !hidden?.includes(field))),
    writable: (field: string) =>
      readers.some(({ hidden }) => !hidden?.includes(field)) &&
      having('edit').some(({ hidden, readonly }) => !hidden?.includes(field) && !readonly?.includes(field)),
    // A role's own condition sees everything; an action is worth nothing on records that can't be viewed.
    sees: (action: Action, record: Plain) =>
      inRows('view', record, () => true) && inRows(action, record, () => true),
  };
}

const roleDocument = ({ deal, customer }: Role) => {
  const document = (one: Grant): FormGrant => {
    const { rows, ...rest } = one;
    return { ...rest, ...(rows ? { rows: rows.expr as FormGrant['rows'] & {} } : {}) };
  };
  return role({
    ...(deal ? { deal: document(deal) } : {}),
    ...(customer ? { customer: document(customer) } : {}),
  });
};

const refused = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

/** How often the probes came to each place: a generator that degenerates must fail too. */
const reached: Record<string, number> = {};
const reach = (place: string) => {
  reached[place] = (reached[place] ?? 0) + 1;
};

test('500 random policies and requests see exactly what a naive oracle sees', async () => {
  await fc.assert(
    fc.asyncProperty(roles, request, async (list, wanted) => {
      const documents = new Map(list.map((one, index) => [`crm:r${index}`, roleDocument(one)]));
      const catalog: Catalog = { ...ctx.catalog, roles: documents };
      const me: Ctx = { ...ctx, catalog, actor: { ...actor, roles: [...documents.keys()] } };
      const deal = naive(
        list.map((one) => one.deal),
        DEAL_FIELDS,
      );
      const customer = naive(
        list.map((one) => one.customer),
        CUSTOMER_FIELDS,
      );
      const seesCustomer = (one: Plain) => customer.may('view') && !one.deleted && customer.sees('view', one);

      const { forms } = visibleCatalog(me);
      expect(Object.keys(forms).sort()).toEqual([
        ...(customer.part ? [CUSTOMER] : []),
        ...(deal.part ? [DEAL] : []),
      ]);
      if (!deal.part) {
        expect(await refused(queryRecords(me, DEAL, {}))).toBe('form_not_found');
        return;
      }
      const document = forms[DEAL]?.document as { properties: object };
      expect(Object.keys(document.properties)).toEqual(deal.visible);
      if (!deal.may('view')) {
        expect(await refused(queryRecords(me, DEAL, {}))).toBe('forbidden');
        return;
      }

      const known = (path: string) => {
        const [head = '', tail] = path.split('.');
        if (tail === undefined) return head.startsWith('_') || deal.visible.includes(head);
        return deal.visible.includes(head) && customer.may('view') && customer.visible.includes(tail);
      };
      const sees = (record: Plain) => !record.deleted && deal.sees('view', record);
      const terms = (record: Plain) =>
        ['title', 'number']
          .filter((key) => deal.visible.includes(key))
          .map((key) => String(record.values[key] ?? ''));
      const { filter, search, sort, dir } = wanted;
      const body = {
        ...(filter ? { filter: filter.expr } : {}),
        ...(search ? { search } : {}),
        sort: [{ field: sort, dir }],
        limit: 500,
      };
      const allowed = [...(filter?.reads ?? []), sort].every(known);
      if (!allowed) {
        reach('hidden field asked for');
        expect(await refused(queryRecords(me, DEAL, body))).toBe('query_invalid');
      } else {
        const expected = world.deals.filter(
          (record) =>
            sees(record) &&
            (!filter || filter.holds(record, world, actor, seesCustomer)) &&
            (!search || terms(record).some((text) => text.toLowerCase().includes(search.toLowerCase()))),
        );
        const page = await queryRecords(me, DEAL, { ...body, total: 'exact' });
        reach(expected.length > 0 ? 'page with records' : 'empty page');
        if (filter?.reads.includes('customer.grade') && expected.length > 0)
          reach('path through a reference');
        if (search && expected.length > 0) reach('search with a hit');
        expect(page.records.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        expect(page.total).toEqual({ value: expected.length, kind: 'exact' });
        for (const record of page.records) {
          const plain = world.deals.find(({ id }) => id === record.id);
          expect(record.values).toEqual(
            Object.fromEntries(deal.visible.map((key) => [key, plain?.values[key]])),
          );
        }
        const people: Record<string, string> = { [ids(1)]: '销售甲', [ids(2)]: '销售乙' };
        const titles = (id: unknown): string | null => {
          const found = world.customers.find((one) => one.id === id);
          return found && seesCustomer(found) && customer.visible.includes('name')
            ? String(found.values.name)
            : null;
        };
        const orderOf = (value: unknown): string | number | boolean | null => {
          if (sort === 'amount') return number(value);
          if (sort === 'stage') return value === null ? null : STAGES.indexOf(String(value));
          if (sort === 'customer') return titles(value);
          return sort === 'seller' ? (people[String(value)] ?? null) : (value as string | null);
        };
        if (!['title', '_created_at'].includes(sort)) {
          const values = page.records.map(({ values: row }) => orderOf(row[sort]));
          const present = values.filter((value) => value !== null);
          expect(values).toEqual([...present, ...values.filter((value) => value === null)]);
          const collate = (a: unknown, b: unknown) =>
            typeof a === 'string' ? new Intl.Collator('zh').compare(a, String(b)) : Number(a) - Number(b);
          expect(present).toEqual(
            [...present].sort((a, b) => (dir === 'asc' ? collate(a, b) : collate(b, a))),
          );
        }
        const shown = deal.visible.includes('customer')
          ? page.records.map(({ values: row }) => row.customer)
          : [];
        const labels = world.customers.filter(({ id }) => shown.includes(id) && titles(id) !== null);
        const refs = Object.entries(page.refs).filter(([id]) => world.customers.some((one) => one.id === id));
        expect(Object.fromEntries(refs)).toEqual(
          Object.fromEntries(labels.map(({ id, values: row }) => [id, { title: row.name }])),
        );
        reach(labels.length > 0 ? 'labels' : 'no labels');
        if (deal.may('export')) {
          const exported: string[] = [];
          for await (const { records } of streamRecords(me, DEAL, body))
            exported.push(...records.map(({ id }) => id));
          const inExport = expected.filter((record) => deal.sees('export', record));
          expect(exported.sort()).toEqual(inExport.map(({ id }) => id).sort());
        }
      }

      const byStage = { by: [{ field: 'stage' }], totals: { amount: 'sum' as const } };
      if (deal.visible.includes('stage') && deal.visible.includes('amount')) {
        const { groups, all: whole } = await groupRecords(me, DEAL, byStage);
        const all = world.deals.filter(sees);
        expect(whole.count).toBe(all.length);
        for (const stage of [...STAGES, null]) {
          const mine = all.filter(({ values }) => values.stage === stage);
          const group = groups.find(({ keys }) => keys[0] === stage);
          expect(group?.count ?? 0).toBe(mine.length);
          const sum = mine.reduce((total, { values }) => total + Number(values.amount ?? 0), 0);
          expect(Number(group?.totals.amount ?? 0)).toBe(sum);
        }
      } else {
        expect(await refused(groupRecords(me, DEAL, byStage))).toBe('query_invalid');
      }

      const one = world.deals[wanted.pick % world.deals.length];
      if (!one) return;
      if (!sees(one)) {
        expect(await refused(getRecord(me, DEAL, one.id))).toBe('record_not_found');
        if (!deal.may('delete'))
          expect(await refused(recordHistory(me, DEAL, one.id))).toBe('record_not_found');
      } else {
        const { values, refs } = await getRecord(me, DEAL, one.id);
        expect(Object.keys(values)).toEqual(deal.visible);
        const found = world.customers.find(({ id }) => id === one.values.customer);
        const labelled =
          found &&
          seesCustomer(found) &&
          customer.visible.includes('name') &&
          deal.visible.includes('customer');
        expect(Object.hasOwn(refs, String(one.values.customer))).toBe(labelled === true);
        reach('record in sight');
        const { changes } = await recordHistory(me, DEAL, one.id);
        const seen = changes.flatMap(({ fields }) => fields.map(({ field }) => field));
        expect(seen.filter((key) => !key.startsWith('_') && !deal.visible.includes(key))).toEqual([]);
      }

      const [key = ''] = Object.keys(wanted.set);
      const after: Plain = { ...one, values: { ...one.values, ...wanted.set } };
      const same = one.values[key] === after.values[key];
      const outcome = await refused(updateRecord(me, DEAL, one.id, { set: wanted.set }));
      reach(`update: ${outcome ?? 'done'}`);
      if (!deal.may('edit')) expect(outcome).toBe('forbidden');
      else if (!sees(one)) expect(outcome).toBe('record_not_found');
      else if (!deal.sees('edit', one)) expect(outcome).toBe('forbidden');
      else if (!deal.visible.includes(key)) expect(outcome).toBe('validation_failed');
      else if (same) expect(outcome).toBeUndefined();
      else if (!deal.writable(key)) expect(outcome).toBe('validation_failed');
      // A lost deal's stage is locked by a rule of the form.
      else if (key === 'stage' && one.values.stage === 'lost') expect(outcome).toBe('validation_failed');
      else if (!deal.sees('edit', after)) expect(outcome).toBe('forbidden');
      else {
        expect(outcome).toBeUndefined();
        one.values[key] = after.values[key];
      }
    }),
    { seed: 20_261_122, numRuns: 500, endOnFailure: true },
  );
  for (const place of [
    'hidden field asked for',
    'page with records',
    'path through a reference',
    'search with a hit',
    'labels',
    'record in sight',
    'update: done',
    'update: forbidden',
    'update: record_not_found',
    'update: validation_failed',
  ]) {
    expect([place, (reached[place] ?? 0) >= 8]).toEqual([place, true]);
  }
}, 180_000);
