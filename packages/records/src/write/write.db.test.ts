import { pgVersions } from '@trellis/db/testing';
import { localDate } from '@trellis/logic';
import { AppError, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field } from '../definitions/testing/documents.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  bulkDelete,
  bulkRestore,
  type Ctx,
  createRecord,
  deleteRecord,
  getRecord,
  publishBundle,
  queryRecords,
  recordHistory,
  restoreRecord,
  updateRecord,
  validateRows,
} from '../server.ts';
import { CUSTOMER, crmForms, DEAL, openCrm } from '../testing/crm.ts';

/** The error that a write ends in, as code and issues. */
async function refusal(write: Promise<unknown>): Promise<{ code: string; issues: unknown[] }> {
  try {
    await write;
  } catch (error) {
    if (error instanceof AppError) {
      return { code: error.code, issues: error.issues.map(({ path, code }) => [path.join('.'), code]) };
    }
    throw error;
  }
  throw new Error('was not refused');
}

describe.each(pgVersions)('writing on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let customer: string;
  beforeAll(async () => {
    ({ at, ctx } = await openCrm({ version }));
    customer = (await createRecord(ctx, CUSTOMER, { values: { name: '云岭智能' } })).id;
  });
  afterAll(() => at.close());

  const create = (values: Record<string, unknown>, more: object = {}) =>
    createRecord(ctx, DEAL, { values: { title: '合同', ...values }, ...more });
  const update = (id: string, set: Record<string, unknown>, more: object = {}) =>
    updateRecord(ctx, DEAL, id, { set, ...more });

  test('a create applies defaults, canonical values and numbers, and is read back as it was answered', async () => {
    const made = await create({
      title: '  合同 ',
      amount: 12.5,
      customer,
      seen: '2026-03-01T08:00:00+08:00',
      hot: true,
    });
    expect(made.values).toMatchObject({
      title: '合同',
      amount: '12.5',
      stage: 'open',
      closes: localDate(ctx.now, 'Asia/Shanghai'),
      seen: '2026-03-01T00:00:00.000Z',
      hot: true,
      reason: null,
    });
    expect(made.values.number).toMatch(/^单-\d{4}-\d{3}$/);
    const { refs, ...read } = await getRecord(ctx, DEAL, made.id);
    expect(read).toEqual(made);
    expect(refs).toEqual({ [customer]: { title: '云岭智能' }, [ctx.actor.id]: { title: '管理员' } });
  });

  test('the outbox and history rows come with the row', async () => {
    const { id } = await create({});
    const events = await at.list(`select payload from ${at.schema}.outbox where payload->'ids' ? $1`, [id]);
    expect(events).toEqual([{ form: DEAL, op: 'create', ids: [id] }]);
    const changes = await at.list(`select before from ${at.schema}.record_change where record_id = $1`, [id]);
    expect(changes).toEqual([null]);
  });

  test('a null is a choice: it beats the default', async () => {
    expect((await create({ stage: null })).values.stage).toBeNull();
  });

  test('a value for a field that the rules hide is not taken; one that they show is never dropped', async () => {
    const made = await create({ reason: '太贵' });
    expect(made.values.reason).toBeNull();
    const lost = await update(made.id, { stage: 'lost', reason: '太贵' });
    expect(lost.values).toMatchObject({ stage: 'lost', reason: '太贵' });
  });

  test('required by rule, checks, read-only fields and generated ones are refused at their field', async () => {
    expect(await refusal(create({ stage: 'lost' }))).toEqual({
      code: 'validation_failed',
      issues: [['values.reason', 'required']],
    });
    expect((await refusal(create({ stage: 'won' }))).issues).toEqual([['values.amount', 'check_failed']]);
    expect((await refusal(create({ code: 'x' }))).issues).toEqual([['values.code', 'readonly_field']]);
    expect((await refusal(create({ number: 'x' }))).issues).toEqual([['values.number', 'generated_field']]);
    const { id } = await create({ stage: 'lost', reason: '无预算' });
    expect((await refusal(update(id, { stage: 'open' }))).issues).toEqual([['set.stage', 'readonly_field']]);
  });

  test('an update answers for what it touches: old gaps do not block other fields', async () => {
    const { id } = await create({});
    await at.pool.query(`update ${at.schema}.crm__deal set title = null, stage = 'won' where _id = $1`, [id]);
    expect((await update(id, { hot: true })).values.hot).toBe(true);
    expect((await update(id, { title: '新' })).values.title).toBe('新');
    expect((await refusal(update(id, { title: null }))).issues).toEqual([['set.title', 'required']]);
    await update(id, { amount: '1' });
    expect((await refusal(update(id, { amount: null }))).issues).toEqual([['set.amount', 'check_failed']]);
  });

  test('a change that changes nothing writes nothing', async () => {
    const made = await create({ amount: '5' });
    expect(await update(made.id, { amount: 5.0, title: '合同' })).toEqual(made);
    expect((await recordHistory(ctx, DEAL, made.id)).changes).toHaveLength(1);
  });

  test('an outdated version is refused with the current record; without a version the newest counts', async () => {
    const { id } = await create({});
    await update(id, { amount: '1' }, { version: 1 });
    const error = await update(id, { amount: '2' }, { version: 1 }).catch((caught: AppError) => caught);
    expect(error).toMatchObject({
      code: 'version_conflict',
      details: { yours: 1, current: { id, version: 2, values: { amount: '1' } } },
    });
    expect((await update(id, { amount: '3' })).version).toBe(3);
  });

  test('two saves at once: with a version one wins, without both are merged', async () => {
    const { id } = await create({});
    const results = await Promise.allSettled([
      update(id, { amount: '1' }, { version: 1 }),
      update(id, { hot: true }, { version: 1 }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const many = Array.from({ length: 12 }, (_, index) => update(id, { reason: `第${index}次` }));
    const others = [update(id, { amount: '7' }), update(id, { hot: true }), update(id, { title: '新' })];
    await Promise.all([...many, ...others]);
    expect((await getRecord(ctx, DEAL, id)).values).toMatchObject({ amount: '7', hot: true, title: '新' });
  });

  test('eight at once get numbers without gap or repetition; a refused create takes none', async () => {
    const before = (await create({})).values.number as string;
    await refusal(create({ customer: newId() }));
    const made = await Promise.all(Array.from({ length: 8 }, () => create({})));
    const numbers = made
      .map(({ values }) => Number(String(values.number).split('-')[2]))
      .sort((a, b) => a - b);
    const first = Number(before.split('-')[2]) + 1;
    expect(numbers).toEqual(Array.from({ length: 8 }, (_, index) => first + index));
  });

  test('unique values: taken by a living record, free again when it is deleted, taken when it should come back', async () => {
    const first = await createRecord(ctx, CUSTOMER, { values: { name: '独一' } });
    const again = () => createRecord(ctx, CUSTOMER, { values: { name: '独一' } });
    expect(await refusal(again())).toEqual({
      code: 'validation_failed',
      issues: [['values.name', 'not_unique']],
    });
    await deleteRecord(ctx, CUSTOMER, first.id);
    const second = await again();
    expect((await refusal(restoreRecord(ctx, CUSTOMER, first.id))).issues).toEqual([
      ['values.name', 'not_unique'],
    ]);
    await deleteRecord(ctx, CUSTOMER, second.id);
    expect((await restoreRecord(ctx, CUSTOMER, first.id)).values.name).toBe('独一');
  });

  test('references to missing or deleted records and to nobody are refused at their field', async () => {
    const gone = await createRecord(ctx, CUSTOMER, { values: { name: '已删除' } });
    await deleteRecord(ctx, CUSTOMER, gone.id);
    for (const set of [{ customer: gone.id }, { customer: newId() }, { seller: newId() }]) {
      const [key] = Object.keys(set);
      expect((await refusal(create(set))).issues).toEqual([[`values.${key}`, 'reference_missing']]);
    }
    const { id } = await create({ customer });
    expect((await refusal(update(id, { customer: gone.id }))).issues).toEqual([
      ['set.customer', 'reference_missing'],
    ]);
    expect((await refusal(create({}, { owner: newId() }))).issues).toEqual([['owner', 'reference_missing']]);
  });

  test('a repeated create under the client’s id answers the first record', async () => {
    const id = newId();
    const first = await create({ amount: '1' }, { id });
    expect(await create({ amount: '2' }, { id })).toEqual(first);
  });

  test('delete and restore keep the record and its history', async () => {
    const made = await create({ amount: '1' });
    await update(made.id, { amount: '2' });
    await deleteRecord(ctx, DEAL, made.id);
    expect((await refusal(getRecord(ctx, DEAL, made.id))).code).toBe('record_not_found');
    expect((await refusal(deleteRecord(ctx, DEAL, made.id))).code).toBe('record_not_found');
    expect((await refusal(update(made.id, { amount: '3' }))).code).toBe('record_not_found');
    const bin = await queryRecords(ctx, DEAL, { deleted: true });
    expect(bin.records.map(({ id }) => id)).toContain(made.id);
    expect((await recordHistory(ctx, DEAL, made.id)).changes.map(({ op }) => op)).toEqual([
      'delete',
      'update',
      'create',
    ]);
    const back = await restoreRecord(ctx, DEAL, made.id);
    expect(back).toMatchObject({ version: 4, values: { amount: '2' } });
    const images = await at.list(
      `select before->>'amount' from ${at.schema}.record_change where record_id = $1 and op = 'delete'`,
      [made.id],
    );
    expect(images).toEqual(['2']);
  });

  test('history walks back from the record: each change with the values before and after', async () => {
    const made = await create({ amount: '1' });
    await update(made.id, { amount: '2', stage: 'won' });
    await update(made.id, { amount: null, stage: 'open' }, { owner: null });
    const { changes, refs } = await recordHistory(ctx, DEAL, made.id);
    expect(
      changes.slice(0, 2).map(({ version: v, op, cause, fields }) => ({ v, op, cause, fields })),
    ).toEqual([
      {
        v: 3,
        op: 'update',
        cause: 'form',
        fields: expect.arrayContaining([
          { field: 'stage', before: 'won', after: 'open' },
          { field: 'amount', before: '2', after: null },
          { field: '_owner_id', before: ctx.actor.id, after: null },
        ]),
      },
      {
        v: 2,
        op: 'update',
        cause: 'form',
        fields: expect.arrayContaining([
          { field: 'stage', before: 'open', after: 'won' },
          { field: 'amount', before: '1', after: '2' },
        ]),
      },
    ]);
    expect(changes[2]?.fields).toContainEqual({ field: 'amount', before: null, after: '1' });
    expect(refs[ctx.actor.id]).toEqual({ title: '管理员' });
  });

  test('a write on outdated definitions is made again on the newest ones', async () => {
    const { id } = await create({});
    const forms = crmForms();
    const { customer: same, deal } = forms;
    const grown = {
      ...deal!,
      properties: {
        ...deal!.properties,
        extra: field('text', {}, { default: { kind: 'value', value: '新' } }),
      },
    };
    await publishBundle(await at.ctx(), 'crm', bundle({ customer: same!, deal: grown }));
    expect((await create({})).values).toMatchObject({ extra: '新' });
    expect((await update(id, { hot: true })).values).toMatchObject({ hot: true, extra: null });
    expect((await bulkCreate(ctx, DEAL, [{ values: { title: 'x' } }])).ids).toHaveLength(1);
    ctx = await at.ctx();
  });

  test('a form whose table has just gone is unavailable, and nothing of it is written', async () => {
    await at.pool.query(`alter table ${at.schema}.crm__customer rename to elsewhere`);
    await expect(queryRecords(ctx, CUSTOMER, {})).rejects.toMatchObject({ code: 'form_unavailable' });
    await expect(createRecord(ctx, CUSTOMER, { values: { name: 'x' } })).rejects.toMatchObject({
      code: 'busy',
    });
    await at.pool.query(`alter table ${at.schema}.elsewhere rename to crm__customer`);
    expect((await getRecord(ctx, CUSTOMER, customer)).values.name).toBe('云岭智能');
  });

  test('bulk: all or nothing, issues at row and field, numbers and tokens as one by one', async () => {
    const rows = [
      { values: { title: '批量甲', customer } },
      { values: { title: '批量乙'.repeat(20), customer: newId(), nope: 1 } },
      { values: { title: '批量丙', customer: newId() } },
    ];
    const bad = await refusal(bulkCreate(ctx, DEAL, rows));
    expect(bad.issues).toEqual([
      ['create.1.values.nope', 'unknown_field'],
      ['create.2.values.customer', 'reference_missing'],
    ]);
    expect((await validateRows(ctx, DEAL, rows)).map((issues) => issues.length)).toEqual([0, 1, 1]);
    const { ids } = await bulkCreate(
      ctx,
      DEAL,
      Array.from({ length: 1200 }, (_, i) => ({ values: { title: `批量${i}` } })),
    );
    expect(new Set(ids).size).toBe(1200);
    const found = await queryRecords(ctx, DEAL, { search: '批量1199' });
    expect(found.records.map(({ id }) => id)).toEqual([ids[1199]]);
    const numbers = await at.list(
      `select count(distinct number) from ${at.schema}.crm__deal where _id = any($1)`,
      [ids],
    );
    expect(numbers).toEqual(['1200']);
    const events = await at.list(
      `select jsonb_array_length(payload->'ids') from ${at.schema}.outbox where payload->>'op' = 'create' order by id desc limit 5`,
    );
    // The first slices are small.
    expect(events).toEqual([100, 250, 250, 250, 200]);
    const missing = newId();
    expect(await refusal(bulkDelete(ctx, DEAL, [...ids, missing]))).toEqual({
      code: 'record_not_found',
      issues: [['delete.1200', 'reference_missing']],
    });
    await bulkDelete(ctx, DEAL, ids);
    expect((await queryRecords(ctx, DEAL, { search: '批量' })).total).toEqual({ value: 0, kind: 'exact' });
    await bulkRestore(ctx, DEAL, ids);
    expect((await queryRecords(ctx, DEAL, { search: '批量' })).total).toEqual({ value: 1200, kind: 'exact' });
  });

  test('bulk finds unique values that are taken, here or in the batch', async () => {
    const rows = ['云岭智能', '甲', '甲'].map((name) => ({ values: { name } }));
    expect((await refusal(bulkCreate(ctx, CUSTOMER, rows))).issues).toEqual([
      ['create.0.values.name', 'not_unique'],
      ['create.2.values.name', 'not_unique'],
    ]);
  });

  test('quick search finds generated numbers, parts of words and full-width spellings', async () => {
    const made = await create({ title: 'ＧＴＸ 云岭柜' });
    for (const search of [String(made.values.number), 'gtx', 'gtx 岭柜', '岭']) {
      expect((await queryRecords(ctx, DEAL, { search })).records.map(({ id }) => id)).toContain(made.id);
    }
    await update(made.id, { title: '别的' });
    expect((await queryRecords(ctx, DEAL, { search: '岭柜' })).records).toEqual([]);
  });
});
