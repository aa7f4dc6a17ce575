import { foldText, readingsOf } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form, tableView } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  publishBundle,
  queryRecords,
  renewSearch,
  SEARCH_JOB,
  searchWorkspace,
  updateRecord,
  wakeSearch,
} from '../server.ts';
import { role } from '../testing/people.ts';

const CUSTOMER = 'crm:customer';
const found = { searchable: true };

const app = () =>
  bundle(
    {
      customer: form({
        name: field('text', { maxLength: 60 }),
        phone: field('phone', {}, found),
        email: field('email', {}, found),
        code: field('text', {}, found),
        secret: field('text', {}, found),
        card: field('text', { mask: { preset: 'all' } }, found),
        city: field('text'),
        note: field('textarea', {}, found),
      }),
      deal: form({
        title: field('text'),
        customer: field('reference', { form: 'customer' }),
        amount: field('money'),
      }),
    },
    {
      views: { all: tableView('customer', 'name', 'city', 'phone', 'note') },
      roles: {
        sales: role({
          customer: { actions: ['view'], hidden: ['secret', 'email'] },
          deal: { actions: ['view'], rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] } },
        }),
        blind: role({ customer: { actions: ['view'], hidden: ['name', 'phone'] } }),
        stranger: role({ customer: { actions: ['create'] } }),
      },
    },
  );

const RECORDS = [
  {
    name: '苏州启明科技',
    phone: '+8613812345678',
    email: 'li.wei@qiming.cn',
    code: 'HT-2026-0001',
    secret: '并购',
  },
  { name: '启明', phone: '+8651262881234', code: 'HT-2026-0002', secret: '苏州' },
  { name: '苏州', note: '单总说明年再谈，客户在重庆，联系人仇经理' },
  { name: '重庆长安', email: 'ab@suzhou.com', secret: '13812345678' },
  { name: 'ＧＴＸ 吕梁', code: 'szqm', phone: '+14155550132' },
  { name: '单县曾氏', card: '启明', city: '苏州' },
  { name: "su'zhou|x", code: '50%_off', secret: 'szqm' },
];

let at: TestWorkspace;
let ctx: Ctx;
beforeAll(async () => {
  at = await openTestWorkspace();
  await publishBundle(await at.ctx(), 'crm', app());
  ctx = await at.ctx();
  // One by one and all at once: both ways make the same tokens.
  await at.pool.query(`insert into ${at.schema}.member (id, name) values ($1, '销售')`, [SALES]);
  for (const values of RECORDS.slice(0, 3)) await createRecord(ctx, CUSTOMER, { values });
  await bulkCreate(
    ctx,
    CUSTOMER,
    RECORDS.slice(3).map((values) => ({ values })),
  );
});
afterAll(() => at.close());

const SALES = '01900000-0000-7000-8000-000000000001';
const as = (...roles: string[]): Ctx => ({
  ...ctx,
  actor: { id: SALES, departments: [], roles, admin: false },
});
const names = async (who: Ctx, search: string): Promise<unknown[]> => {
  const { records } = await queryRecords(who, CUSTOMER, { search });
  return records.map(({ values }) => values.name).sort();
};

describe('what is typed finds', () => {
  test.each([
    ['启', ['启明', '苏州启明科技']],
    ['苏州启明', ['苏州启明科技']],
    ['szqm', ['ＧＴＸ 吕梁', "su'zhou|x", '苏州启明科技']],
    ['suzhouqiming', ['苏州启明科技']],
    ['SuZhouQ', ['苏州启明科技']],
    ['qim', ['启明', '苏州启明科技']],
    ['qimingkeji', ['苏州启明科技']],
    ['chongqing', ['苏州', '重庆长安']],
    ['zhongqing', ['苏州', '重庆长安']],
    ['shanxian', ['单县曾氏']],
    ['zengshi', ['单县曾氏']],
    ['lvliang', ['ＧＴＸ 吕梁']],
    ['gtx 吕', ['ＧＴＸ 吕梁']],
    ['kj 苏', ['苏州启明科技']],
    ['1234', ['启明', '苏州启明科技', '重庆长安']],
    ['5678', ['苏州启明科技', '重庆长安']],
    ['138-1234-5678', ['苏州启明科技']],
    ['+86 138 1234', ['苏州启明科技']],
    ['0512-62881234', ['启明']],
    ['0001', ['苏州启明科技']],
    ['ht-2026', ['启明', '苏州启明科技']],
    ['li.wei', ['苏州启明科技']],
    ['qiming.cn', ['苏州启明科技']],
    ['%_', ["su'zhou|x"]],
    ["u'z", ["su'zhou|x"]],
    ['仇经理', ['苏州']],
    ['qiujingli', ['苏州']],
    ['zhouqi', ['苏州启明科技']],
    ['szkj', []],
  ])('%s', async (search, expected) => {
    expect(await names(ctx, search)).toEqual([...expected].sort());
  });

  test('nothing that is masked or not searchable', async () => {
    expect(await names(ctx, '单县')).toEqual(['单县曾氏']);
    expect(await names(ctx, '启明')).not.toContain('单县曾氏');
    expect(await names(ctx, '苏州')).not.toContain('单县曾氏');
  });

  test('a changed record is found by what it says now', async () => {
    const { id } = await createRecord(ctx, CUSTOMER, { values: { name: '旧名号' } });
    await updateRecord(ctx, CUSTOMER, id, { set: { name: '新招牌' } });
    expect([await names(ctx, 'jmh'), await names(ctx, 'xinzhaopai')]).toEqual([[], ['新招牌']]);
    await updateRecord(ctx, CUSTOMER, id, { set: { name: '无' } });
  });
});

/** What one text is found by, written down without any of the code under test but the dictionary. */
function finds(text: string, term: string): boolean {
  if (foldText(text).includes(term)) return true;
  if (!/^[a-z]{2,}$/.test(term) || text.length > 60) return false;
  const chars = [...foldText(text)];
  const typed = (from: number): Set<string>[] => {
    let whole = new Set(['']);
    const result: Set<string>[] = [];
    for (const char of chars.slice(from, from + 12)) {
      const readings = readingsOf(char);
      if (readings.length === 0) break;
      const halves = [...whole].flatMap((before) =>
        readings.flatMap((one) => [...one].map((_, cut) => before + one.slice(0, cut + 1))),
      );
      result.push(new Set(halves));
      whole = new Set([...whole].flatMap((before) => readings.map((one) => before + one)));
    }
    return result;
  };
  const initials = (from: number): boolean =>
    [...term].every((letter, index) =>
      readingsOf(chars[from + index] ?? '').some((one) => one.startsWith(letter)),
    );
  return chars.some((_, from) => initials(from) || typed(from).some((set) => set.has(term)));
}

test('random searches find what is in what the member may see, and nothing else', async () => {
  const part = (text: string) =>
    fc.tuple(fc.nat(text.length), fc.nat(6)).map(([from, length]) => text.slice(from, from + length + 1));
  const texts = RECORDS.flatMap((record) => Object.values(record));
  const term = fc.oneof(
    fc.constantFrom(...texts).chain(part),
    fc.stringMatching(/^[suzhoqimngkeja]{2,5}$/),
    fc.constantFrom(
      'sz',
      'szq',
      'suz',
      'qm',
      'qimi',
      'lv',
      'lu',
      'cq',
      'changan',
      'xianz',
      'ji',
      'z',
      '8',
      '州',
    ),
  );
  const search = fc.array(term, { minLength: 1, maxLength: 2 }).map((terms) => terms.join(' '));
  const roles: readonly (readonly [string, readonly string[]])[] = [
    ['crm:sales', ['name', 'phone', 'code', 'note']],
    ['crm:blind', ['email', 'code', 'secret', 'note']],
  ];
  await fc.assert(
    fc.asyncProperty(search, fc.constantFrom(...roles), async (typed, [who, fields]) => {
      const terms = foldText(typed).split(/\s+/u).filter(Boolean);
      if (terms.length === 0 || /^[+\d][\d\s().-]*$/.test(typed.trim())) return;
      const expected = RECORDS.filter((record) => {
        const seen = fields.flatMap((key) => (record as Record<string, string>)[key] ?? []);
        return terms.every((one) => seen.some((text) => finds(text, one)));
      });
      const { records } = await queryRecords(as(who), CUSTOMER, { search: typed, fields: ['code', 'note'] });
      const all = await queryRecords(ctx, CUSTOMER, { fields: ['name'] });
      const known = new Map(all.records.map(({ id, values }) => [id, values.name]));
      const found_ = records.map(({ id }) => known.get(id)).sort();
      expect(found_, `${typed} for ${who}`).toEqual(expected.map(({ name }) => name).sort());
    }),
    { seed: 21, numRuns: 200 },
  );
});

describe('across the workspace', () => {
  const search = (who: Ctx, text: string, more: object = {}) => searchWorkspace(who, { text, ...more });
  const titles = async (who: Ctx, text: string) =>
    (await search(who, text)).forms.map(({ form: of, hits }) => [of, ...hits.map(({ title }) => title.text)]);

  test('ranks the same, then beginnings, parts, pinyin and other fields, and says where', async () => {
    expect(await titles(ctx, '启明')).toEqual([[CUSTOMER, '启明', '苏州启明科技']]);
    expect(await titles(ctx, '苏州')).toEqual([[CUSTOMER, '苏州', '苏州启明科技', '启明']]);
    expect(await titles(ctx, 'szqm')).toEqual([[CUSTOMER, '苏州启明科技', "su'zhou|x", 'ＧＴＸ 吕梁']]);
    const { forms } = await search(ctx, '并购');
    expect(forms[0]).toMatchObject({
      count: 1,
      more: false,
      facts: ['city', 'phone'],
      hits: [
        {
          title: { text: '苏州启明科技', ranges: [] },
          found: [{ field: 'secret', text: '并购', ranges: [[0, 2]] }],
        },
      ],
    });
    const [hit] = (await search(ctx, 'szqm')).forms[0]?.hits ?? [];
    expect(hit?.title.ranges).toEqual([[0, 4]]);
    // Nothing of the record but what is shown of it.
    expect(Object.keys(hit?.record.values ?? {}).sort()).toEqual(['city', 'name', 'phone']);
  });

  test('a long text is told by the piece in which it was found', async () => {
    const [hit] = (await search(ctx, '重庆 仇经理')).forms[0]?.hits ?? [];
    expect(hit?.found).toEqual([
      {
        field: 'note',
        text: '单总说明年再谈，客户在重庆，联系人仇经理',
        ranges: [
          [11, 13],
          [17, 20],
        ],
      },
    ]);
  });

  test('nobody finds by what they can’t see, nor is told of it', async () => {
    expect(await titles(as('crm:sales'), '并购')).toEqual([]);
    expect(await titles(as('crm:sales'), 'qiming.cn')).toEqual([]);
    expect(await titles(as('crm:sales'), 'sz')).toEqual([[CUSTOMER, '苏州', '苏州启明科技', 'ＧＴＸ 吕梁']]);
    expect(await titles(as('crm:blind'), 'suzhou')).toEqual([[CUSTOMER, '', '']]);
    expect(await titles(as('crm:stranger'), '启明')).toEqual([]);
    const asked = { app: 'crm', form: 'customer' };
    await expect(search(as('crm:stranger'), '启明', asked)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(search(as(), '启明', asked)).rejects.toMatchObject({ code: 'form_not_found' });
    await expect(search(ctx, '启明', { ...asked, form: 'none' })).rejects.toMatchObject({
      code: 'form_not_found',
    });
  });

  test('every form in which it is found, the one with the best record first; rows of others are none', async () => {
    const [customer] = (await queryRecords(ctx, CUSTOMER, { search: '启明' })).records;
    await createRecord(ctx, 'crm:deal', {
      values: { title: '启明', customer: customer?.id, amount: '12.5' },
    });
    await createRecord(ctx, 'crm:deal', { values: { title: '启明二期' }, owner: SALES });
    const { forms, refs } = await search(ctx, '启明');
    expect(forms.map(({ form: of, hits }) => [of, hits.length])).toEqual([
      [CUSTOMER, 2],
      ['crm:deal', 2],
    ]);
    expect(refs[customer?.id ?? '']).toBeDefined();
    expect(await titles(as('crm:sales'), 'qiming')).toEqual([
      [CUSTOMER, '启明', '苏州启明科技'],
      ['crm:deal', '启明二期'],
    ]);
    const only = await search(ctx, '启明', { app: 'crm', form: 'deal', limit: 1 });
    expect(only.forms).toMatchObject([{ form: 'crm:deal', hits: [{}], count: 2 }]);
    expect(await search(ctx, ' ')).toEqual({ forms: [], refs: {}, missed: [] });
    expect(await search(ctx, '\0')).toEqual({ forms: [], refs: {}, missed: [] });
  });

  test('an old record whose name begins with it is found behind many newer ones', async () => {
    await bulkCreate(
      ctx,
      'crm:deal',
      ['远景', ...Array.from({ length: 600 }, (_, index) => `第${index}号 远景项目`)].map((title) => ({
        values: { title },
      })),
    );
    const { forms } = await search(ctx, '远景', { app: 'crm', form: 'deal', limit: 2 });
    expect(forms[0]).toMatchObject({ count: 501, more: true });
    expect(forms[0]?.hits[0]?.title.text).toBe('远景');
  });

  test('a form that takes too long is named, the others answer', async () => {
    const client = await at.pool.connect();
    try {
      await client.query(`begin; lock table ${at.schema}.crm__deal in access exclusive mode`);
      const began = performance.now();
      const { forms, missed } = await search(ctx, '苏州');
      expect([forms.map(({ form: of }) => of), missed]).toEqual([[CUSTOMER], ['crm:deal']]);
      expect(performance.now() - began).toBeLessThan(3_000);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

test('records with tokens of an older version get those of now, once, in the background', async () => {
  const table = `${at.schema}.crm__customer`;
  await at.pool.query(`update ${table} set _search = '{}', _pinyin = null`);
  await at.pool.query(`update ${at.schema}.form_storage set search_scheme = 1 where form = 'customer'`);
  expect(await names(ctx, 'suzhouqiming')).toEqual([]);
  await wakeSearch(at.pool, [at.schema]);
  const jobs = () =>
    at.list(
      'select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1',
      [SEARCH_JOB],
    );
  expect(await jobs()).toEqual([{ schema: at.schema }]);
  const versions = await at.list(`select _version from ${table} order by _id`);
  await renewSearch(at.pool, at.workspace, ctx.log);
  expect(await names(ctx, 'suzhouqiming')).toEqual(['苏州启明科技']);
  expect(await at.list(`select _version from ${table} order by _id`)).toEqual(versions);
  await at.pool.query('delete from graphile_worker._private_jobs');
  await wakeSearch(at.pool, [at.schema]);
  expect(await jobs()).toEqual([]);
});
