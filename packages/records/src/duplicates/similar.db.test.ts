import { inTransaction } from '@trellis/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  createRecord,
  deleteRecord,
  dismissDuplicates,
  findSimilar,
  listDuplicates,
  noteWritten,
  publishBundle,
  runDuplicates,
  scanDuplicates,
  updateRecord,
  visibleCatalog,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import type { RecordEvent } from '../write/event.ts';

const LEAD = 'crm:lead';
const ACCOUNT = 'crm:account';
const CONTACT = 'crm:contact';
const own = { '==': [{ var: '_owner_id' }, { var: '$member' }] };

const document = (threshold = 60) =>
  bundle(
    {
      lead: form(
        {
          name: field('text', { maxLength: 60 }),
          company: field('text', { maxLength: 60 }),
          phone: field('phone'),
        },
        {
          similar: [
            {
              pairs: [
                { field: 'phone', how: 'phone', weight: 90 },
                { field: 'company', how: 'similar', weight: 80 },
              ],
              threshold,
            },
            { form: 'account', pairs: [{ field: 'company', other: 'title', how: 'similar' }] },
          ],
        },
      ),
      // What nobody has said anything about: found by its telephone number and its title.
      account: form({ title: field('text', { maxLength: 60 }), phone: field('phone') }),
      note: form({ title: field('text') }),
      // A number of one kind is compared with those of the other.
      contact: form(
        { name: field('text', { maxLength: 60 }), phone: field('phone'), office: field('phone') },
        { similar: [{ pairs: [{ field: 'phone', other: 'office', how: 'phone', weight: 90 }] }] },
      ),
    },
    {
      roles: {
        own: role({
          lead: { actions: ['view', 'create', 'edit'], rows: own },
          account: { actions: ['view'], hidden: ['phone'] },
        }),
        blind: role({ lead: { actions: ['view'], hidden: ['phone'] } }),
      },
    },
  );

describe('possible duplicates', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let seen = '0';

  /** What the server does behind the saves. */
  const settle = async () => {
    const { rows } = await at.pool.query<{ id: string; payload: RecordEvent }>(
      `select id, payload from ${at.schema}.outbox where kind = 'record' and id > $1 order by id`,
      [seen],
    );
    seen = rows.at(-1)?.id ?? seen;
    const catalog = await at.catalog();
    await inTransaction(at.pool, async ({ client }) => {
      await noteWritten(
        { catalog },
        client,
        rows.map(({ payload }) => payload),
      );
    });
    await runDuplicates({ pool: at.pool }, { current: async () => catalog, goOn: () => true });
  };
  const lead = async (values: object, by = ctx) =>
    (await createRecord(by, LEAD, { values: { ...values } })).id;
  const similar = async (values: Record<string, unknown>, by = ctx, exclude?: string) => {
    const found = await findSimilar(by, LEAD, { values, ...(exclude ? { exclude } : {}) });
    return found.similar.map(({ form: ref, title, score, reasons }) => [
      ref,
      title,
      score,
      reasons.map(({ field: key, way }) => `${key} ${way}`).join(),
    ]);
  };
  const groups = async (by = ctx) => {
    const { groups: list, records } = await listDuplicates(by, LEAD, {});
    const name = (id: string) => records.find((one) => one.id === id)?.values.name;
    return list.map(({ records: ids }) => ids.map(name).sort().join('='));
  };

  beforeAll(async () => {
    at = await openTestWorkspace(18);
    await publishBundle(await at.ctx(), 'crm', document());
    ctx = await at.ctx();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await at.pool.query(`delete from ${at.schema}.crm__lead; delete from ${at.schema}.crm__account;
      delete from ${at.schema}.crm__contact; delete from ${at.schema}.likeness_due;
      delete from ${at.schema}.twin; delete from ${at.schema}.likeness; delete from ${at.schema}.likeness_scan`);
  });

  test('the same number, name, sound or part of a name, with the reason and how sure it is', async () => {
    await lead({ name: '甲', company: '苏州启明电子有限公司', phone: '13800138000' });
    await settle();
    expect(await similar({ company: '苏州启明电子' })).toEqual([[LEAD, '甲', 80, 'company same']]);
    expect(await similar({ company: '启明电子（苏州）有限公司' })).toEqual([
      [LEAD, '甲', 76, 'company part'],
    ]);
    expect(await similar({ company: '苏州奇明电子' })).toEqual([[LEAD, '甲', 72, 'company sound']]);
    expect(await similar({ company: '启明电子科技' })).toEqual([[LEAD, '甲', 64, 'company part']]);
    expect(await similar({ company: '苏州启明电子', phone: '+86 138 0013 8000' })).toEqual([
      [LEAD, '甲', 98, 'phone same,company same'],
    ]);
    expect(await similar({ company: '苏州云博软件' })).toEqual([]);
    expect(await similar({ company: '', phone: '1380013' })).toEqual([]);
  });

  test('across forms, by what follows from the fields where nothing is said, never itself nor what is deleted', async () => {
    const id = await lead({ name: '甲', company: '无锡云帆', phone: '13900139000' });
    await createRecord(ctx, ACCOUNT, { values: { title: '无锡云帆有限公司', phone: '13700137000' } });
    await settle();
    expect(await similar({ company: '无锡云帆' }, ctx, id)).toEqual([
      [ACCOUNT, '无锡云帆有限公司', 80, 'company same'],
    ]);
    const found = await findSimilar(ctx, ACCOUNT, { values: { title: '另一家', phone: '137-0013-7000' } });
    expect(found.similar).toMatchObject([
      { title: '无锡云帆有限公司', score: 90, reasons: [{ mine: '137 0013 7000', theirs: '137 0013 7000' }] },
    ]);
    expect((await findSimilar(ctx, 'crm:note', { values: { title: '无锡云帆' } })).similar).toEqual([]);
    await deleteRecord(ctx, LEAD, id);
    expect(await similar({ phone: '13900139000' })).toEqual([]);
  });

  test('of what the member may not see the owner alone is told, and hidden fields find nothing', async () => {
    const a = as(ctx, await member(at, '01900000-0000-7000-8000-000000000001', '阿甲', 'own'));
    const b = as(ctx, await member(at, '01900000-0000-7000-8000-000000000002', '阿乙', 'own'));
    await lead({ name: '秘密', company: '常州丙', phone: '13600136000' }, a);
    await createRecord(ctx, ACCOUNT, { values: { title: '丁', phone: '13500135000' } });
    await settle();
    const { similar: found, refs } = await findSimilar(b, LEAD, { values: { phone: '13600136000' } });
    expect(found).toEqual([
      {
        form: LEAD,
        record: null,
        title: null,
        facts: expect.any(Array),
        owner: '阿甲',
        score: null,
        reasons: [],
      },
    ]);
    expect(refs).toEqual({});
    // What is only alike would tell them, letter by letter, what stands there.
    await lead({ name: '秘密二', company: '常州启明电子' }, a);
    await settle();
    expect(await similar({ company: '启明电子（常州）' }, a)).toEqual([[LEAD, '秘密二', 76, 'company part']]);
    expect(await similar({ company: '启明电子（常州）' }, b)).toEqual([]);
    expect(await similar({ company: '常州启明电子' }, b)).toEqual([[LEAD, null, null, '']]);
    await expect(findSimilar(b, ACCOUNT, { values: { phone: '13500135000' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('the queue: groups of records, what is said not to be the same stays so, changes are followed', async () => {
    const ids = [
      await lead({ name: '甲1', company: '南通甲电子', phone: '13800000001' }),
      await lead({ name: '甲2', company: '南通甲电子公司' }),
      await lead({ name: '甲3', phone: '13800000001' }),
      await lead({ name: '乙1', company: '扬州乙机械' }),
      await lead({ name: '乙2', company: '扬州乙机械厂' }),
      await lead({ name: '丙', company: '泰州丙' }),
    ];
    await settle();
    expect(await groups()).toEqual(['甲1=甲2=甲3', '乙1=乙2']);
    const [, , , c, d] = ids as [string, string, string, string, string, string];
    expect(await dismissDuplicates(ctx, LEAD, { pairs: [{ a: d, b: c }] })).toEqual({ changed: 1 });
    expect(await groups()).toEqual(['甲1=甲2=甲3']);
    await updateRecord(ctx, LEAD, c, { set: { name: '乙一' } });
    await updateRecord(ctx, LEAD, ids[5] as string, { set: { company: '南通甲电子' } });
    await updateRecord(ctx, LEAD, ids[2] as string, { set: { phone: null } });
    await settle();
    expect(await groups()).toEqual(['丙=甲1=甲2']);
    await scanDuplicates(ctx, LEAD, {});
    await settle();
    expect(await groups()).toEqual(['丙=甲1=甲2']);
    await dismissDuplicates(ctx, LEAD, { pairs: [{ a: c, b: d }], undo: true });
    expect(await groups()).toEqual(['丙=甲1=甲2', '乙2=乙一']);
    await deleteRecord(ctx, LEAD, d);
    expect(await groups()).toEqual(['丙=甲1=甲2']);
  });

  test('nobody is told of records, or told by fields, that they may not see', async () => {
    const a = as(ctx, await member(at, '01900000-0000-7000-8000-000000000003', '阿丙', 'own'));
    const mine = [
      await lead({ name: '我1', phone: '13811112222' }, a),
      await lead({ name: '我2', phone: '13811112222' }, a),
    ];
    await lead({ name: '他', phone: '13811112222' });
    await settle();
    expect(await groups()).toEqual(['他=我1=我2']);
    expect(await groups(a)).toEqual(['我1=我2']);
    const others = as(ctx, await member(at, '01900000-0000-7000-8000-000000000004', '阿丁', 'own'));
    const pairs = [{ a: mine[0] as string, b: mine[1] as string }];
    expect(await dismissDuplicates(others, LEAD, { pairs })).toEqual({ changed: 0 });
    await expect(scanDuplicates(a, LEAD, {})).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('how likely a pair is follows from what the member sees of it', async () => {
    await lead({ name: '甲1', company: '常州华宇精密机械', phone: '13822220001' });
    await lead({ name: '甲2', company: '常州华宇精密机械', phone: '13822220001' });
    await lead({ name: '乙1', company: '远景绿色建材', phone: '13822220002' });
    await lead({ name: '乙2', company: '远望绿色建材', phone: '13822220002' });
    await settle();
    const told = async (by: Ctx) =>
      (await listDuplicates(by, LEAD, {})).groups.flatMap(({ pairs }) =>
        pairs.map(({ score, reasons }) => [score, reasons.map((one) => `${one.field} ${one.way}`).join()]),
      );
    expect(await told(ctx)).toEqual([
      [98, 'phone same,company same'],
      [95, 'phone same,company close'],
    ]);
    const blind = as(ctx, await member(at, '01900000-0000-7000-8000-000000000005', '阿戊', 'blind'));
    expect(await told(blind)).toEqual([[80, 'company same']]);
    // The form does not say either what else is compared.
    const similarRules = [{ pairs: [{ field: 'company', how: 'similar', weight: 80 }], threshold: 60 }];
    expect(visibleCatalog(blind).forms[LEAD]).toMatchObject({
      document: { trellis: { similar: similarRules } },
    });
  });

  test('fields of two kinds are compared whichever record came first', async () => {
    const contact = (values: object) => createRecord(ctx, CONTACT, { values: { ...values } });
    await contact({ name: '甲1', phone: '13833330001' });
    await contact({ name: '甲2', office: '13833330001' });
    await contact({ name: '乙1', office: '13833330002' });
    await contact({ name: '乙2', phone: '13833330002' });
    seen = String((await at.list(`select max(id) from ${at.schema}.outbox`))[0]);
    await settle();
    expect((await listDuplicates(ctx, CONTACT, {})).groups).toHaveLength(2);
  });

  test('a form that is set aside keeps nobody waiting, and is compared when it is back', async () => {
    await lead({ name: '甲1', phone: '13844440001' });
    await lead({ name: '甲2', phone: '13844440001' });
    await scanDuplicates(ctx, LEAD, {});
    await createRecord(ctx, CONTACT, { values: { name: '乙1', phone: '13844440002' } });
    await createRecord(ctx, CONTACT, { values: { name: '乙2', office: '13844440002' } });
    const { rows } = await at.pool.query<{ payload: RecordEvent }>(
      `select payload from ${at.schema}.outbox where kind = 'record' and id > $1 order by id`,
      [seen],
    );
    const events = rows.map(({ payload }) => payload);
    await inTransaction(at.pool, ({ client }) => noteWritten(ctx, client, events));
    const work = async (state: string) => {
      await at.pool.query(`update ${at.schema}.form_storage set state = $1 where form = 'lead'`, [state]);
      const catalog = await at.catalog();
      await runDuplicates({ pool: at.pool }, { current: async () => catalog, goOn: () => true });
    };
    await work('quarantined');
    expect((await listDuplicates(ctx, CONTACT, {})).groups).toHaveLength(1);
    expect(await at.list(`select form from ${at.schema}.likeness_due`)).toEqual([LEAD, LEAD]);
    await work('ok');
    expect(await groups()).toEqual(['甲1=甲2']);
    expect(await at.list(`select form from ${at.schema}.likeness_due`)).toEqual([]);
  });

  test('a search goes on where it was stopped, can be cancelled, tells of crowds, and begins anew under other rules', async () => {
    const rows = Array.from({ length: 1_500 }, (_, n) => ({
      values: {
        name: `n${n}`,
        company:
          n < 150
            ? '连云港同一家'
            : `苏州${String.fromCodePoint(...[7, 13, 29, 31].map((step) => 0x4e00 + (((n >> 1) * step) % 97) * 40))}厂`,
        phone: `139${String(10_000_000 + n)}`,
      },
    }));
    await bulkCreate(ctx, LEAD, rows);
    seen = String((await at.list(`select max(id) from ${at.schema}.outbox`))[0]);
    const run = (slices: number, catalog = ctx.catalog) => {
      let left = slices;
      return runDuplicates({ pool: at.pool }, { current: async () => catalog, goOn: () => left-- > 0 });
    };
    expect(await run(3)).toBe(false);
    const { scan } = await listDuplicates(ctx, LEAD, {});
    expect(scan?.state).toBe('running');
    expect(scan?.percent).toBeGreaterThanOrEqual(33);
    expect(scan?.percent).toBeLessThan(100);
    expect((await scanDuplicates(ctx, LEAD, { cancel: true })).scan).toMatchObject({ state: 'cancelled' });
    expect(await run(20)).toBe(true);
    expect((await listDuplicates(ctx, LEAD, {})).groups).toEqual([]);
    await scanDuplicates(ctx, LEAD, {});
    expect(await run(50)).toBe(true);
    const after = await listDuplicates(ctx, LEAD, {});
    expect(after.scan).toMatchObject({ state: 'done', percent: 100 });
    expect(after.scan?.crowded).toContainEqual({ text: '同一家', size: 101 });
    // It goes over all records, also those that a member may not see.
    const some = as(ctx, await member(at, '01900000-0000-7000-8000-000000000006', '阿己', 'own'));
    expect((await listDuplicates(some, LEAD, {})).scan).toMatchObject({ state: 'done', crowded: [] });
    expect(await at.list(`select count(*)::int from ${at.schema}.twin`)).not.toEqual([0]);
    // With a threshold that a name alone does not reach nothing is left.
    await publishBundle(await at.ctx(), 'crm', document(95));
    expect(await run(50, (await at.ctx()).catalog)).toBe(true);
    expect(await at.list(`select count(*)::int from ${at.schema}.twin`)).toEqual([0]);
  }, 60_000);
});
