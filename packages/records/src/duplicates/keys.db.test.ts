import type { FormKey } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  checkStorage,
  createRecord,
  deleteRecord,
  planPublish,
  publishBundle,
  restoreRecord,
  saveDraft,
  updateRecord,
  validateRows,
} from '../server.ts';
import { readingSql } from '../storage/readings.ts';
import { as, member, role } from '../testing/people.ts';

const ACCOUNT = 'crm:account';
const DEAL = 'crm:deal';

const key = (name: string, ...fields: readonly (readonly [string, FormKey['fields'][number]['as']])[]) => ({
  key: name,
  fields: fields.map(([of, as]) => ({ field: of, as })),
});
const accountKeys = (): readonly FormKey[] => [
  key('company', ['name', 'company']),
  key('mobile', ['phone', 'phone']),
  { ...key('mail', ['email', 'email']), message: { zh: '邮箱已登记', en: 'Address on file' } },
  key('code', ['code', 'code']),
];
const dealKeys = (): readonly FormKey[] => [
  {
    ...key('open', ['account', 'exact'], ['product', 'text']),
    except: { field: 'stage', in: ['won', 'lost'] },
  },
];
const document = (keys: { account?: readonly FormKey[]; deal?: readonly FormKey[] }) =>
  bundle(
    {
      account: form(
        {
          name: field('text', { maxLength: 100 }),
          phone: field('text', { maxLength: 40 }),
          email: field('email'),
          code: field('text', { maxLength: 18, format: 'credit_code' }),
        },
        keys.account ? { keys: keys.account } : {},
      ),
      deal: form(
        {
          account: field('reference', { form: 'account' }),
          product: field('text', { maxLength: 40 }),
          stage: field('stage', options('open', 'won', 'lost')),
        },
        { titleField: 'product', ...(keys.deal ? { keys: keys.deal } : {}) },
      ),
    },
    {
      roles: {
        own: role({
          account: {
            actions: ['view', 'create', 'edit'],
            rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
          },
        }),
        blind: role({
          account: { actions: ['view'] },
          deal: { actions: ['view', 'edit'], hidden: ['product'] },
        }),
      },
    },
  );

describe.each([14, 18] as const)('what counts of a value, in PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  beforeAll(async () => {
    at = await openTestWorkspace(version);
  });
  afterAll(() => at.close());

  const read = async (reading: 'text' | 'phone' | 'email' | 'company' | 'code', ...values: string[]) =>
    at.list(
      `select ${readingSql(reading, 'v')} from unnest($1::text[]) with ordinality as g (v, n) order by n`,
      [values],
    );

  test('company names: width, case, blanks, brackets and the legal form say nothing', async () => {
    expect(
      new Set(
        await read(
          'company',
          '苏州启明电子有限公司',
          '苏州启明电子',
          ' 苏州启明电子有限责任公司 ',
          '苏州启明电子股份有限公司',
          '苏州启明电子（集团）股份有限公司',
          '苏州·启明电子集团公司',
        ),
      ),
    ).toEqual(new Set(['苏州启明电子']));
    expect(await read('company', '启明电子（苏州）有限公司', '启明电子(苏州)有限公司')).toEqual([
      '启明电子苏州',
      '启明电子苏州',
    ]);
    expect(
      new Set(await read('company', 'ＡＢＣ Trading Co., Ltd.', 'abc trading co ltd', 'Abc-Trading Limited')),
    ).toEqual(new Set(['abctrading']));
    expect(await read('company', 'Zinc', '有限公司', '—', '華為技術')).toEqual([
      'zinc',
      '有限公司',
      null,
      '華為技術',
    ]);
  });

  test('telephone numbers, addresses, codes and texts', async () => {
    expect(
      new Set(
        await read(
          'phone',
          '13800138000',
          '+8613800138000',
          '0086 138-0013-8000',
          '８６１３８００１３８０００',
          '138 0013 8000',
        ),
      ),
    ).toEqual(new Set(['13800138000']));
    expect(await read('phone', '+861088886666', '无', '+14155550123')).toEqual([
      '861088886666',
      null,
      '14155550123',
    ]);
    expect(await read('email', ' Li.Na@Example.COM ', 'li.na@example.com')).toEqual([
      'li.na@example.com',
      'li.na@example.com',
    ]);
    expect(await read('code', '91350100m000100y43', '９１３５ 0100-M000 100Y43')).toEqual([
      '91350100M000100Y43',
      '91350100M000100Y43',
    ]);
    expect(await read('text', '云博 一号（A）', '云博一号 a', '　')).toEqual([
      '云博一号a',
      '云博一号a',
      null,
    ]);
  });
});

describe('keys', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  const refused = (write: Promise<unknown>) =>
    write.then(
      () => 'saved',
      (error: { issues?: { path: unknown[]; code: string; params?: Record<string, unknown> }[] }) =>
        (error.issues ?? []).map(({ path, code }) => `${path.join('.')} ${code}`).join() || String(error),
    );

  beforeAll(async () => {
    at = await openTestWorkspace(18);
    await publishBundle(await at.ctx(), 'crm', document({ account: accountKeys(), deal: dealKeys() }));
    ctx = await at.ctx();
  });
  afterAll(() => at.close());

  test('of twenty who save the same company at once one does', async () => {
    const names = ['苏州启明电子有限公司', '苏州启明电子', '苏州启明电子（集团）有限公司', '苏州 启明电子'];
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        refused(createRecord(ctx, ACCOUNT, { values: { name: names[n % names.length] } })),
      ),
    );
    expect(made.filter((one) => one === 'saved')).toHaveLength(1);
    expect(new Set(made)).toEqual(new Set(['saved', 'values.name key_taken']));
  });

  test('every key is told at its field, in its own words where it has some', async () => {
    await createRecord(ctx, ACCOUNT, {
      values: { name: '甲', phone: '138 0013 8000', email: 'A@b.cn', code: '91350100M000100Y43' },
    });
    const other = await createRecord(ctx, ACCOUNT, { values: { name: '乙' } });
    expect(await refused(createRecord(ctx, ACCOUNT, { values: { phone: '+86-13800138000' } }))).toBe(
      'values.phone key_taken',
    );
    expect(await refused(updateRecord(ctx, ACCOUNT, other.id, { set: { email: 'a@B.cn' } }))).toBe(
      'set.email key_refused',
    );
    expect(await refused(createRecord(ctx, ACCOUNT, { values: { code: '91350100m000100y43' } }))).toBe(
      'values.code key_taken',
    );
    // What is empty is nobody's key.
    expect(await refused(createRecord(ctx, ACCOUNT, { values: {} }))).toBe('saved');
    expect(await refused(createRecord(ctx, ACCOUNT, { values: { name: '——' } }))).toBe('saved');
    expect(await refused(createRecord(ctx, ACCOUNT, { values: { name: '（）' } }))).toBe('saved');
  });

  test('whoever may see the other record is led to it, others to its owner, visitors to nothing', async () => {
    const a = as(ctx, await member(at, '01900000-0000-7000-8000-000000000001', '阿甲', 'own'));
    const b = as(ctx, await member(at, '01900000-0000-7000-8000-000000000002', '阿乙', 'own'));
    const mine = await createRecord(a, ACCOUNT, { values: { name: '无锡云帆有限公司' } });
    const twice = { values: { name: '无锡云帆' } };
    await expect(createRecord(a, ACCOUNT, twice)).rejects.toMatchObject({
      issues: [{ code: 'key_taken', params: { record: mine.id, holder: '（见“无锡云帆有限公司”）' } }],
    });
    const error = await createRecord(b, ACCOUNT, twice).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ issues: [{ params: { holder: '（您无权查看，可联系阿甲）' } }] });
    expect(JSON.stringify(error)).not.toContain(mine.id);
    const visitor = createRecord({ ...a, cause: 'public' }, ACCOUNT, twice);
    await expect(visitor).rejects.toMatchObject({
      issues: [{ code: 'key_taken', params: expect.not.objectContaining({ holder: expect.anything() }) }],
    });
  });

  test('deleted records hold no key, and do not come back where it is taken', async () => {
    const first = await createRecord(ctx, ACCOUNT, { values: { name: '常州丙' } });
    await deleteRecord(ctx, ACCOUNT, first.id);
    await createRecord(ctx, ACCOUNT, { values: { name: '常州丙公司' } });
    expect(await refused(restoreRecord(ctx, ACCOUNT, first.id))).toBe('values.name key_taken');
  });

  test('several fields make a key together, and closed records don’t count', async () => {
    const { id: account } = await createRecord(ctx, ACCOUNT, { values: { name: '南通丁' } });
    const deal = (values: object) => refused(createRecord(ctx, DEAL, { values: { account, ...values } }));
    expect(await deal({ product: '云博 A', stage: 'open' })).toBe('saved');
    expect(await deal({ product: '云博Ａ' })).toBe('values.account key_taken');
    expect(await deal({ product: '云博A', stage: 'lost' })).toBe('saved');
    expect(await deal({ product: '云博B' })).toBe('saved');
    expect(await deal({})).toBe('saved');
    expect(await deal({})).toBe('saved');
  });

  test('a refusal names no field that is hidden from whoever saves', async () => {
    const { id: account } = await createRecord(ctx, ACCOUNT, { values: { name: '连云港丁' } });
    const deal = (stage: string) => createRecord(ctx, DEAL, { values: { account, product: '机密', stage } });
    await deal('open');
    const { id } = await deal('lost');
    const blind = as(ctx, await member(at, '01900000-0000-7000-8000-000000000003', '阿丙', 'blind'));
    await expect(updateRecord(blind, DEAL, id, { set: { stage: 'open' } })).rejects.toMatchObject({
      issues: [{ path: ['set', 'account'], code: 'key_taken', params: { labels: 'reference' } }],
    });
    const error: unknown = await updateRecord(blind, DEAL, id, { set: { stage: 'open' } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify((error as { issues: unknown }).issues)).not.toMatch(/product|机密|"open"/);
  });

  test('bulk writes and imports are held to keys, among themselves too', async () => {
    const { id: account } = await createRecord(ctx, ACCOUNT, { values: { name: '镇江戊' } });
    const rows = ['镇江戊有限公司', '扬州己', '扬州 己', '泰州庚'].map((name) => ({ values: { name } }));
    expect(await refused(bulkCreate(ctx, ACCOUNT, rows))).toBe(
      'create.0.values.name key_taken,create.2.values.name key_taken',
    );
    const deals = [
      { account, product: '云博', stage: 'open' },
      { account, product: '云 博', stage: 'won' },
      { account, product: '云 博', stage: null },
      { account, product: null, stage: null },
    ].map((values) => ({ values }));
    const issues = await validateRows({ ...ctx, cause: 'import' }, DEAL, deals);
    expect(issues.map((ofRow) => ofRow.map(({ code }) => code))).toEqual([[], [], ['key_taken'], []]);
  });

  test('a key that records share can’t be published, and names them', async () => {
    const admin = await at.ctx();
    await publishBundle(admin, 'crm', document({ account: [], deal: dealKeys() }));
    const free = await at.ctx();
    for (const name of ['盐城辛', '盐城辛公司', '盐城辛集团'])
      await createRecord(free, ACCOUNT, { values: { name } });
    const wanted = document({ account: accountKeys(), deal: dealKeys() });
    const refusal = publishBundle(free, 'crm', wanted);
    await expect(refusal).rejects.toMatchObject({
      issues: [
        { path: ['forms', 'account', 'trellis', 'keys', 0], code: 'key_duplicates', params: { count: 2 } },
      ],
    });
    const ref = { app: 'crm', kind: 'form', key: 'account' } as const;
    await saveDraft(free, ref, { document: wanted.forms.account });
    const plan = await planPublish(free, ref);
    expect(plan.issues).toMatchObject([
      { code: 'key_duplicates', params: { examples: '：“盐城辛”、“盐城辛公司”、“盐城辛集团”' } },
    ]);
    expect(plan.steps.map(({ code }) => code)).toEqual(['key_added', 'key_added', 'key_added', 'key_added']);
  });

  test('while a key is being published whoever has none of it is asked to wait', async () => {
    const free = await at.ctx();
    await publishBundle(free, 'crm', document({}));
    const before = await at.ctx();
    const { id: account } = await createRecord(before, ACCOUNT, { values: { name: '淮安壬' } });
    const deal = { values: { account, product: '同一个', stage: 'open' } };
    const found: string[] = [];
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'saved',
        ({ code }: { code: string }) => code,
      );
    const fill = async () => {
      found.push(await codeOf(createRecord(before, DEAL, deal)));
      found.push(await codeOf(createRecord(before, DEAL, deal)));
      found.push(await codeOf(bulkCreate(before, DEAL, [deal])));
    };
    await publishBundle(before, 'crm', document({ deal: dealKeys() }), { fill });
    expect(found).toEqual(['saved', 'busy', 'busy']);
    // From then on it is a key like any other, also for whoever does not know yet.
    expect(await refused(createRecord(before, DEAL, deal))).toBe('values.account key_taken');
  });

  test('a start makes the indexes that an older version did not know, before older ones go', async () => {
    await publishBundle(await at.ctx(), 'crm', document({ deal: dealKeys() }));
    const indexes = () =>
      at.list(
        `select indexname from pg_indexes where schemaname = $1 and tablename = 'crm__deal' order by 1`,
        [at.schema],
      );
    const known = await indexes();
    const key = known.find((name) => String(name).endsWith('_key'));
    const older = `alter index ${at.schema}.${key} rename to crm__deal_older_key`;
    await at.pool.query(`${older}; drop index ${at.schema}.crm__deal_bin`);
    const start = async () => {
      const failures: unknown[] = [];
      const log = { info: () => {}, warn: () => {}, error: (what: unknown) => failures.push(what) };
      await checkStorage(at.pool, at.workspace, log);
      return failures;
    };
    expect(await start()).toEqual([]);
    expect(await indexes()).toEqual(known);
    // What records share can't be kept; what kept them so far stays.
    await at.pool.query(`drop index ${at.schema}.${key}`);
    await at.pool.query(`create index crm__deal_older_key on ${at.schema}.crm__deal (product)`);
    const now = await at.ctx();
    const { id: account } = await createRecord(now, ACCOUNT, { values: { name: '宿迁癸' } });
    for (const product of ['双份', '双 份'])
      await createRecord(now, DEAL, { values: { account, product, stage: 'open' } });
    expect(await start()).toMatchObject([{ err: { issues: [{ code: 'key_duplicates' }] } }]);
    expect(await indexes()).toContain('crm__deal_older_key');
  });
});
