import type { FieldSchema, JsonObject } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../contract.ts';
import {
  bulkCreate,
  createRecord,
  deleteRecord,
  getRecord,
  planPublish,
  publish,
  publishBundle,
  restoreRecord,
  saveDraft,
  updateRecord,
} from '../../server.ts';
import { bundle, field, form } from '../testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';

const ORDER = 'crm:order';
const REF = { kind: 'form', app: 'crm', key: 'order' } as const;
const named = (one: FieldSchema, zh: string): FieldSchema => ({
  ...one,
  trellis: { ...one.trellis, label: { zh } },
});
const order = (count: FieldSchema, note = field('text')) =>
  form({
    title: field('text'),
    note,
    lines: named(
      field('subform', {
        form: {
          properties: { item: field('text'), count: named(count, '数量') },
          required: [],
        } as unknown as JsonObject,
      }),
      '明细',
    ),
  });

let at: TestWorkspace;
let ctx: Ctx;
const become = async (count: FieldSchema, note?: FieldSchema, options = {}) => {
  await publishBundle(await at.ctx(), 'crm', bundle({ order: order(count, note) }), options);
  ctx = await at.ctx();
};
const rows = (...counts: (string | null)[]) => counts.map((count, n) => ({ item: `i${n}`, count }));
const counts = async (id: string) =>
  ((await getRecord(ctx, ORDER, id)).values.lines as { count: unknown }[]).map(({ count }) => count);
const columns = async () => {
  const { rows: found } = await at.pool.query<{ line: string }>(
    `select column_name || ' ' || shape || ' ' || state as line from ${at.schema}.field_storage
     where form = 'order.lines' and field = 'count' order by 1`,
  );
  return found.map(({ line }) => line);
};

beforeAll(async () => {
  at = await openTestWorkspace(18);
  await become(field('text'));
});
afterAll(() => at.close());

test('the columns of a sub-form convert like fields; what does not is named with its record and row', async () => {
  const a = await createRecord(ctx, ORDER, { values: { title: '甲', lines: rows('1,200', null, '若干') } });
  const b = await createRecord(ctx, ORDER, { values: { title: '乙', lines: rows('若干', '-4') } });
  const gone = await createRecord(ctx, ORDER, { values: { title: '丙', lines: rows('7', '没有') } });
  await deleteRecord(ctx, ORDER, gone.id);

  await saveDraft(ctx, REF, { document: order(field('number')) });
  const plan = await planPublish(ctx, REF);
  expect(plan.issues).toEqual([]);
  expect(
    plan.steps
      .filter(({ code }) => code.startsWith('values_'))
      .map(({ code, params, message, details }) => [code, params, message, details]),
  ).toEqual([
    ['values_converted', { count: 2 }, expect.stringContaining('明细 / 数量'), undefined],
    [
      'values_not_converted',
      { count: 2 },
      expect.stringContaining('明细 / 数量'),
      ['“若干” × 2 不是有效的数字（见“甲”第 3 行）'],
    ],
  ]);
  expect(await counts(a.id)).toEqual(['1,200', null, '若干']);

  await publish(ctx, REF);
  ctx = await at.ctx();
  expect(await counts(a.id)).toEqual(['1200', null, null]);
  expect(await counts(b.id)).toEqual([null, '-4']);
  // A deleted record is converted too: it may come back.
  await restoreRecord(ctx, ORDER, gone.id);
  expect(await counts(gone.id)).toEqual(['7', null]);
  expect(await columns()).toEqual(['count text text binned', 'count_2 number number live']);
  const { rows: old } = await at.pool.query<{ count: string }>(
    `select count from ${at.schema}.crm__order__lines where count = '若干'`,
  );
  expect(old).toHaveLength(2);
});

test('what can’t follow is refused at its column', async () => {
  await expect(become(field('file'))).rejects.toMatchObject({
    code: 'definition_invalid',
    issues: [
      {
        path: [
          ...['forms', 'order', 'properties', 'lines', 'trellis', 'config'],
          ...['form', 'properties', 'count', 'trellis', 'type'],
        ],
        code: 'type_change_unsupported',
      },
    ],
  });
});

test('people go on writing rows meanwhile, beside a field that converts too', async () => {
  const made = Array.from({ length: 1_200 }, (_, n) => ({
    values: { title: `w${n}`, note: `${n}`, lines: rows(`${n}`, `${n + 1}`) },
  }));
  const { ids } = await bulkCreate(ctx, ORDER, made);
  const writer = { ...ctx };
  let busy = true;
  const written = new Map<string, readonly string[]>();
  const write = async (from: number) => {
    for (let n = from; busy; n += 2) {
      const id = ids[(n * 37) % ids.length] ?? '';
      const list = [`${100_000 + n}`, `${n}`, '3'];
      await updateRecord(writer, ORDER, id, { set: { lines: rows(...list), note: `${n}` } });
      written.set(id, list);
      if (n % 5 === 0) {
        const fresh = await createRecord(writer, ORDER, { values: { title: `n${n}`, lines: rows(`${n}`) } });
        written.set(fresh.id, [`${n}`]);
      }
    }
  };
  const writing = Promise.all([write(0), write(1)]);
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle({ order: order(field('text', { maxLength: 20 }), field('number')) }),
  );
  busy = false;
  const { rows: told } = await at.pool.query<{ payload: unknown }>(
    `select payload from ${at.schema}.outbox where kind = 'conversion' order by id`,
  );
  expect(told.map(({ payload }) => payload)).toContainEqual({
    form: ORDER,
    done: 0,
    total: expect.any(Number),
  });
  await writing;
  ctx = await at.ctx();
  expect(written.size).toBeGreaterThan(10);
  const column = (await at.catalog()).forms.get(ORDER)?.owned.get('lines')?.columns.get('count') ?? '';
  const { rows: found } = await at.pool.query<{ id: string; list: string[] }>(
    `select _parent_id as id, array_agg("${column}" order by _pos) as list
     from ${at.schema}.crm__order__lines group by 1`,
  );
  const stored = new Map(found.map(({ id, list }) => [id, list]));
  for (const [id, list] of written) expect(stored.get(id), id).toEqual(list);
  for (const [n, id] of ids.entries())
    if (!written.has(id)) expect(stored.get(id), id).toEqual([`${n}`, `${n + 1}`]);
});

test('stopped half-way nothing has happened, and the next one begins anew', async () => {
  const before = await columns();
  const stop = new AbortController();
  const progress = (step: string) => {
    if (step === 'convert') stop.abort();
  };
  await expect(
    become(field('number'), field('number'), { signal: stop.signal, progress }),
  ).rejects.toMatchObject({ code: 'busy' });
  ctx = await at.ctx();
  const half = (await columns()).filter((line) => !before.includes(line));
  expect(half).toEqual([expect.stringMatching(/converting number number binned$/)]);
  await become(field('number'), field('number'));
  expect((await columns()).length).toBe(before.length + 1);
  const { id } = await createRecord(ctx, ORDER, { values: { title: 'z', lines: rows('5') } });
  expect(await counts(id)).toEqual(['5']);
});
