import type { FieldSchema } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../contract.ts';
import {
  bulkCreate,
  createRecord,
  deleteRecord,
  getRecord,
  planPublish,
  publish,
  publishBundle,
  queryRecords,
  restoreRecord,
  saveDraft,
  updateRecord,
} from '../../server.ts';
import { bundle, field, form } from '../testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';

const FORM = 'crm:thing';
const REF = { kind: 'form', app: 'crm', key: 'thing' } as const;
const thing = (value: FieldSchema, more: Readonly<Record<string, FieldSchema>> = {}) =>
  form({ name: field('text'), value, ...more });

describe('changing the type of a published field', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  const become = async (value: FieldSchema, more: Readonly<Record<string, FieldSchema>> = {}) => {
    await publishBundle(await at.ctx(), 'crm', bundle({ thing: thing(value, more) }));
    ctx = await at.ctx();
  };
  const values = async (deleted = false) => {
    const { records } = await queryRecords(ctx, FORM, {
      sort: [{ field: 'name', dir: 'asc' }],
      limit: 500,
      deleted,
    });
    return Object.fromEntries(records.map((record) => [String(record.values.name), record.values.value]));
  };
  const columns = async () => {
    const { rows } = await at.pool.query<{ line: string }>(
      `select column_name || ' ' || shape || ' ' || state as line from ${at.schema}.field_storage
       where form = 'thing' and field = 'value' order by 1`,
    );
    return rows.map(({ line }) => line);
  };

  beforeAll(async () => {
    at = await openTestWorkspace(18);
  });
  afterAll(() => at.close());

  test('values go along by their text; what does not fit is named before and empty after', async () => {
    await become(field('text'));
    const texts = { a: '1,200', b: ' 3.5万 ', c: '约三十', d: '', e: '约三十', f: '-4' };
    for (const [name, value] of Object.entries(texts))
      await createRecord(ctx, FORM, { values: { name, value } });
    const gone = await createRecord(ctx, FORM, { values: { name: 'gone', value: '99' } });
    await deleteRecord(ctx, FORM, gone.id);

    await saveDraft(ctx, REF, { document: thing(field('number', { decimals: 0 })) });
    const plan = await planPublish(ctx, REF);
    expect(plan.issues).toEqual([]);
    expect(
      plan.steps
        .filter(({ code }) => code.startsWith('values_'))
        .map(({ code, params, risky, details }) => [code, params, risky, details]),
    ).toEqual([
      ['values_converted', { count: 3 }, false, undefined],
      ['values_not_converted', { count: 2 }, true, ['“约三十” × 2 不是有效的数字（见“c”）']],
    ]);
    // Looking changes nothing.
    expect((await values()).a).toBe('1,200');

    await publish(ctx, REF);
    ctx = await at.ctx();
    expect(await values()).toEqual({ a: '1200', b: '35000', c: null, d: null, e: null, f: '-4' });
    // A deleted record is converted too: it may come back.
    await restoreRecord(ctx, FORM, gone.id);
    expect((await getRecord(ctx, FORM, gone.id)).values.value).toBe('99');
    expect(await columns()).toEqual(['value text text binned', 'value_2 number number live']);
    const { rows } = await at.pool.query(`select value from ${at.schema}.crm__thing where name = 'c'`);
    expect(rows).toEqual([{ value: '约三十' }]);
  });

  test('there and back, through every kind of column', async () => {
    for (const to of [field('text'), field('money')]) {
      await become(to);
      expect(await values()).toMatchObject({ a: '1200', b: '35000', c: null, f: '-4' });
    }
    const keyed = {
      options: ['x', 'y'].map((key, n) => ({ key, label: { zh: n ? '35000' : '1200', en: key } })),
    };
    // As a money says itself, with its sign, it is no option; through text it is.
    await become(field('text'));
    await become(field('select', keyed));
    expect(await values()).toMatchObject({ f: null, c: null });
    await updateRecord(ctx, FORM, (await idOf('a')) ?? '', { set: { value: 'x' } });
    await become(field('multi_select', keyed));
    expect((await values()).a).toEqual(['x']);
    await become(field('rich_text'));
    expect((await values()).a).toEqual({ html: '<p>1200</p>', text: '1200' });
    await become(field('text'));
    expect((await values()).a).toBe('1200');
    // Never a column that held something before: each keeps what it had.
    expect((await columns()).filter((line) => line.endsWith('live'))).toHaveLength(1);
    expect((await columns()).length).toBeGreaterThanOrEqual(7);
  });

  const idOf = async (name: string) =>
    (await queryRecords(ctx, FORM, { filter: { '==': [{ var: 'name' }, name] } })).records[0]?.id;

  const valueIn = async (name: string) =>
    (await queryRecords(ctx, FORM, { filter: { '==': [{ var: 'name' }, name] } })).records[0]?.values.value;

  test('people go on writing meanwhile, and nothing of it is lost', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ values: { name: `w${n}`, value: `${n}` } }));
    const { ids } = await bulkCreate(ctx, FORM, rows);
    const writer = { ...ctx };
    let busy = true;
    const written = new Map<string, string>();
    const write = async () => {
      for (let n = 0; busy; n++) {
        const id = ids[(n * 37) % ids.length] ?? '';
        const value = `${100_000 + n}`;
        await updateRecord(writer, FORM, id, { set: { value } });
        written.set(id, value);
        if (n % 7 === 0) {
          const made = await createRecord(writer, FORM, { values: { name: `n${n}`, value } });
          written.set(made.id, value);
        }
      }
    };
    const writing = Promise.all([write(), write()]);
    await publishBundle(await at.ctx(), 'crm', bundle({ thing: thing(field('number')) }));
    busy = false;
    // Whoever publishes can see how far it is.
    const { rows: told } = await at.pool.query<{ payload: unknown }>(
      `select payload from ${at.schema}.outbox where kind = 'conversion' order by id`,
    );
    expect(told[0]?.payload).toMatchObject({ form: FORM, done: 0, total: expect.any(Number) });
    await writing;
    ctx = await at.ctx();
    expect(written.size).toBeGreaterThan(10);
    const column = (await at.catalog()).forms.get(FORM)?.columns.get('value') ?? '';
    const { rows: found } = await at.pool.query<{ id: string; value: string }>(
      `select _id as id, ${column}::text as value from ${at.schema}.crm__thing`,
    );
    const stored = new Map(found.map(({ id, value }) => [id, value]));
    for (const [id, value] of written) expect(stored.get(id), id).toBe(value);
    for (const [n, id] of ids.entries()) if (!written.has(id)) expect(stored.get(id), id).toBe(`${n}`);
  });

  test('stopped half-way nothing has happened, and the next one begins anew', async () => {
    const before = await columns();
    const stop = new AbortController();
    const stopped = publishBundle(
      await at.ctx(),
      'crm',
      bundle({ thing: thing(field('text', { maxLength: 5 })) }),
      {
        signal: stop.signal,
        progress: (step) => {
          if (step === 'convert') stop.abort();
        },
      },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'busy' });
    ctx = await at.ctx();
    expect(await valueIn('w7')).toBe('7');
    const half = (await columns()).filter((line) => !before.includes(line));
    expect(half).toHaveLength(1);
    expect(half[0]).toMatch(/converting text text binned$/);
    // A field of that type that comes anew does not take the half for its own, a conversion fills it.
    await become(field('text', { maxLength: 5 }));
    expect(await valueIn('w7')).toBe('7');
    expect((await columns()).length).toBe(before.length + 1);
  });

  test('two values that become one in a unique field stop it, and say so', async () => {
    await become(field('text'), { code: field('text', { maxLength: 50 }, { unique: true }) });
    await createRecord(ctx, FORM, { values: { name: 'u1', code: '1.0' } });
    await createRecord(ctx, FORM, { values: { name: 'u2', code: '1.00' } });
    const phone = thing(field('text'), { code: field('email', {}, { unique: true }) });
    await publishBundle(await at.ctx(), 'crm', bundle({ thing: phone }));
    ctx = await at.ctx();
    const record = await queryRecords(ctx, FORM, { filter: { '==': [{ var: 'name' }, 'u1'] } });
    // Neither was an address.
    expect(record.records[0]?.values.code).toBeNull();
    await become(field('text'), { code: field('text', { maxLength: 50 }, { unique: true }) });
    const [one, two] = [await idOf('u1'), await idOf('u2')];
    await updateRecord(ctx, FORM, one ?? '', { set: { code: 'a@X.cn' } });
    await updateRecord(ctx, FORM, two ?? '', { set: { code: 'a@x.cn' } });
    await expect(publishBundle(await at.ctx(), 'crm', bundle({ thing: phone }))).rejects.toMatchObject({
      code: 'definition_invalid',
      issues: [
        { path: ['forms', 'thing', 'properties', 'code', 'trellis', 'unique'], code: 'unique_duplicates' },
      ],
    });
    ctx = await at.ctx();
    expect((await getRecord(ctx, FORM, one ?? '')).values.code).toBe('a@X.cn');
  });
});
