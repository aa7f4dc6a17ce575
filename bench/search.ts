/**
 * Quick search beside ILIKE on the same records: `npx tsx bench/search.ts [records] [turns]`. Both answer a page of 50,
 * newest first, with a total to 10,000, by turns on the same server; what a term costs is the median of its turns.
 */
import { migrate, openPool } from '@trellis/db';
import { type FieldSchema, type FormDocument, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { bulkCreate, publishBundle, queryRecords, searchWorkspace } from '@trellis/records/server';
import { startDatabase } from './database.ts';
import { makeWorkspace } from './workspace.ts';

const records = Number(process.argv[2] ?? 1_000_000);
const turns = Number(process.argv[3] ?? 5);
/** Records of one bulk write. */
const BULK = 5_000;
const FIELDS = ['name', 'contact', 'phone', 'email', 'code'] as const;

const field = (type: string, config: JsonObject = {}): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type }, config, searchable: true },
});
const customer: FormDocument = {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '客户',
  properties: {
    name: field('text'),
    contact: field('text'),
    phone: field('phone', { country: '+86' }),
    email: field('email'),
    code: field('text'),
  },
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '客户' }, titleField: 'name', layout: [] },
};

const CITIES =
  '北京 上海 广州 深圳 苏州 杭州 南京 武汉 成都 重庆 西安 青岛 宁波 无锡 佛山 东莞 长沙 合肥'.split(' ');
const FIRST = [...'启云金宏远华恒凯立瑞新信盛泰联融德嘉润永中海天博安智卓佳锦晨'];
const SECOND = [...'明岭泰图达腾通科特方源邦睿诚美星川峰力合创航宇阳凌杰康悦成鼎'];
const TRADES = '电子 科技 软件 精密机械 医疗器械 新材料 自动化 供应链 生物 建设'.split(' ');
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗曾单仇'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉'];

/** Customer number n, the same on every call. */
function customerOf(n: number) {
  let seed = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  const below = (limit: number) => {
    seed = (Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return ((seed ^ (seed >>> 13)) >>> 0) % limit;
  };
  const pick = (list: readonly string[]) => list[below(list.length)] ?? '';
  return {
    name: `${pick(CITIES)}${pick(FIRST)}${pick(SECOND)}${pick(TRADES)}有限公司`,
    contact: `${pick(SURNAMES)}${pick(GIVEN)}${pick(GIVEN)}`,
    phone: `+861${3 + below(7)}${String(below(1_000_000_000)).padStart(9, '0')}`,
    email: `u${n}@example.com`,
    code: `HT-2026-${String(n).padStart(7, '0')}`,
  };
}

/** What people type: what it is, and the term. ILIKE knows no pinyin. */
const TERMS: readonly (readonly [string, string, 'ilike' | 'pinyin'])[] = [
  ['2 characters', '启明', 'ilike'],
  ['2 characters of a name', '仇敏', 'ilike'],
  ['3 characters, nothing', '云博士', 'ilike'],
  ['3 characters', '苏州启', 'ilike'],
  ['4 characters', '苏州启明', 'ilike'],
  ['4 middle digits', '1388', 'ilike'],
  ['4 last digits of a number', '9731', 'ilike'],
  ['initials', 'szqm', 'pinyin'],
  ['pinyin', 'suzhouqiming', 'pinyin'],
  ['pinyin, half typed', 'suzhouqim', 'pinyin'],
];

const server = await startDatabase();
const { connection } = await server.open('search');
const pool = openPool({ connection, max: 4 });
try {
  await migrate(pool);
  const { schema, ctx } = await makeWorkspace(pool, 'bench', 'import');
  await publishBundle(await ctx(), 'crm', {
    app: { vocabulary: 1, label: { zh: '测试' }, menu: [] },
    forms: { customer },
    views: {},
    roles: {},
    dashboards: {},
  });
  const at = await ctx();
  const filled = performance.now();
  for (let n = 0; n < records; n += BULK) {
    const size = Math.min(BULK, records - n);
    const rows = Array.from({ length: size }, (_, index) => ({ values: customerOf(n + index) }));
    await bulkCreate({ ...at, now: new Date().toISOString() }, 'crm:customer', rows);
  }
  say(`${records} records written in ${((performance.now() - filled) / 1_000).toFixed(0)} s`);
  const table = `${schema}.crm__customer`;
  await pool.query(`vacuum analyze ${table}`);
  const { rows: sizes } = await pool.query<{ heap: string; tokens: string }>(
    `select pg_size_pretty(pg_relation_size($1)) as heap, pg_size_pretty(pg_relation_size($1 || '_search')) as tokens`,
    [table],
  );
  say(`table ${sizes[0]?.heap}, search index ${sizes[0]?.tokens}`);

  const ours = async (term: string) => {
    const { total } = await queryRecords(at, 'crm:customer', { search: term });
    return total?.value ?? 0;
  };
  const anywhere = FIELDS.map((key) => `${key} ilike $1`).join(' or ');
  const where = `_deleted_at is null and (${anywhere})`;
  const theirs = async (term: string) => {
    const [{ rows }] = await Promise.all([
      pool.query<{ count: string }>(
        `select count(*) from (select from ${table} where ${where} limit 10001) as found`,
        [`%${term}%`],
      ),
      pool.query(`select * from ${table} where ${where} order by _created_at desc, _id desc limit 50`, [
        `%${term}%`,
      ]),
    ]);
    return Number(rows[0]?.count);
  };
  const palette = async (term: string) => (await searchWorkspace(at, { text: term })).forms[0]?.count ?? 0;

  say('\n| typed | found | search | ILIKE | times faster | Ctrl-K |\n| --- | --- | --- | --- | --- | --- |');
  for (const [what, term, beside] of TERMS) {
    const times: Record<'ours' | 'theirs' | 'palette', number[]> = { ours: [], theirs: [], palette: [] };
    const timed = async (list: number[], work: (term: string) => Promise<number>) => {
      const started = performance.now();
      const found = await work(term);
      list.push(performance.now() - started);
      return found;
    };
    let found = 0;
    for (let turn = 0; turn < turns; turn++) {
      found = await timed(times.ours, ours);
      if (beside === 'ilike') {
        const same = await timed(times.theirs, theirs);
        if (Math.min(same, 10_000) > found) throw new Error(`${term}: ${found} found, ILIKE finds ${same}`);
      }
      await timed(times.palette, palette);
    }
    const [mine, other] = [median(times.ours), median(times.theirs)];
    const ratio = beside === 'ilike' ? `**${(other / mine).toFixed(0)}**` : '–';
    const cells = [
      `${what} (${term})`,
      found,
      ms(mine),
      beside === 'ilike' ? ms(other) : '–',
      ratio,
      ms(median(times.palette)),
    ];
    say(`| ${cells.join(' | ')} |`);
  }
} finally {
  await pool.end();
  await server.stop();
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
