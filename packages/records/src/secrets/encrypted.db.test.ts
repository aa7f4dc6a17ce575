import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { isSealed } from '@trellis/forms/model';
import { type FieldSchema, type FormDocument, type JsonObject, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { findPublicForm, savePublicForm } from '../public/forms.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  deleteRecord,
  exportRecords,
  getDraft,
  getRecord,
  groupRecords,
  openImports,
  openKeyring,
  planPublish,
  publishBundle,
  queryRecords,
  recordHistory,
  restoreRecord,
  saveDraft,
  saveRecordDraft,
  submitPublic,
  updateRecord,
  usedValues,
} from '../server.ts';

const FORM = 'crm:person';
const REF = { kind: 'form', app: 'crm', key: 'person' } as const;
/** Every secret of these tests has it in it, so that one search finds them all. */
const MARK = '机密';

const person = (secret: FieldSchema, cell: FieldSchema, more: Partial<FormDocument['trellis']> = {}) =>
  form(
    {
      name: field('text', {}, { label: { zh: '姓名' }, searchable: true }),
      secret,
      phone: field('phone', {}, { label: { zh: '电话' }, encrypted: true }),
      lines: field(
        'subform',
        { form: { properties: { what: field('text'), cell }, required: [] } as unknown as JsonObject },
        { label: { zh: '明细' } },
      ),
    },
    more,
  );
const secret = (meta: object = { encrypted: true }) =>
  field('textarea', {}, { label: { zh: '密文' }, ...meta });
const sealedForm = () => person(secret(), field('text', {}, { encrypted: true }));
const plainForm = () => person(secret({ searchable: true }), field('text'));

let at: TestWorkspace;
let ctx: Ctx;
const become = async (document: FormDocument) => {
  await publishBundle(await at.ctx(), 'crm', bundle({ person: document }));
  ctx = await at.ctx();
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code?: string; issues?: { code: string }[] }) => error.issues?.[0]?.code ?? error.code,
  );

/** Where in the workspace, in which table and column, a text stands. */
async function places(text: string): Promise<string[]> {
  const { rows: tables } = await at.pool.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1',
    [at.schema],
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await at.pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${at.schema}."${name}" t where to_jsonb(t)::text like $1`,
      [`%${text}%`],
    );
    for (const { row } of rows) {
      const columns = Object.keys(row).filter((key) => JSON.stringify(row[key]).includes(text));
      found.push(...columns.map((column) => `${name}.${column}`));
    }
  }
  return [...new Set(found)].sort();
}

beforeAll(async () => {
  at = await openTestWorkspace(18);
});
afterAll(() => at.close());

describe('an encrypted field', () => {
  let id = '';
  beforeAll(() => become(sealedForm()));

  test('is nowhere in the database, whatever wrote it, and everywhere for those who read', async () => {
    const made = await createRecord(ctx, FORM, {
      values: {
        name: 'a',
        secret: `${MARK}一`,
        phone: '13800138000',
        lines: [{ what: 'x', cell: `${MARK}二` }],
      },
    });
    id = made.id;
    expect(made.values.secret).toBe(`${MARK}一`);
    await updateRecord(ctx, FORM, id, { set: { secret: `${MARK}三` } });
    const [row] = made.values.lines as { _id: string }[];
    await updateRecord(ctx, FORM, id, {
      set: { lines: [{ ...row, cell: `${MARK}四` }, { cell: `${MARK}五` }] },
    });
    await bulkCreate(ctx, FORM, [
      { values: { name: 'b', secret: `${MARK}六`, lines: [{ cell: `${MARK}七` }] } },
    ]);
    await saveRecordDraft(ctx, FORM, newId(), {
      kept: true,
      values: { secret: `${MARK}八`, lines: [{ cell: `${MARK}九` }] },
    });
    const gone = await createRecord(ctx, FORM, { values: { name: 'gone', secret: `${MARK}十` } });
    await deleteRecord(ctx, FORM, gone.id);
    const place = { app: 'crm', form: 'person' };
    const { token } = await savePublicForm(ctx, place, { enabled: true }, undefined);
    const pub = await findPublicForm(at.pool, at.workspace, token);
    if (!pub) throw new Error('no public form');
    const values = { name: 'p', secret: `${MARK}甲`, lines: [{ cell: `${MARK}乙` }] };
    await submitPublic(ctx, pub, { id: newId(), visitor: 'v', values, params: {} });
    const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-secrets-'));
    const imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
    const content = Readable.from([Buffer.from(`姓名,密文\ni,${MARK}丙\n`)]);
    let job = await imports.upload(ctx, FORM, { name: 'a.csv', content });
    const settled = async () => {
      while (job.state !== 'done' && job.state !== 'failed' && job.state !== 'previewed') {
        await new Promise((resolve) => setTimeout(resolve, 20));
        job = await imports.get(ctx, FORM, job.id);
      }
    };
    job = await imports.preview(ctx, FORM, job.id, job.mapping);
    await settled();
    expect(JSON.stringify(job.preview?.sample)).toContain(`${MARK}丙`);
    job = await imports.commit(ctx, FORM, job.id, { skipInvalid: false });
    await settled();
    await imports.stop();
    rmSync(dir, { recursive: true });
    expect(job.state).toBe('done');

    expect(await places(MARK)).toEqual([]);
    expect(await places('13800138000')).toEqual([]);

    const { records } = await queryRecords(ctx, FORM, { sort: [{ field: 'name', dir: 'asc' }] });
    expect(records.map(({ values: { name, secret } }) => [name, secret])).toEqual([
      ['a', `${MARK}三`],
      ['b', `${MARK}六`],
      ['i', `${MARK}丙`],
      ['p', `${MARK}甲`],
    ]);
    const found = await getRecord(ctx, FORM, id);
    expect(found.values.phone).toBe('+8613800138000');
    expect((found.values.lines as { cell: string }[]).map(({ cell }) => cell)).toEqual([
      `${MARK}四`,
      `${MARK}五`,
    ]);
    expect((await restoreRecord(ctx, FORM, gone.id)).values.secret).toBe(`${MARK}十`);
    const csv = await textOf((await exportRecords(ctx, FORM, { format: 'csv' })).content);
    for (const sign of '三六甲丙四五七十') expect(csv).toContain(MARK + sign);
  });

  test('is told by history and drafts as it was', async () => {
    const { changes } = await recordHistory(ctx, FORM, id);
    const of = (key: string) => changes.flatMap(({ fields }) => fields.filter(({ field }) => field === key));
    expect(of('secret').map(({ before, after }) => [before, after])).toEqual([
      [`${MARK}一`, `${MARK}三`],
      [null, `${MARK}一`],
    ]);
    expect(JSON.stringify(of('lines')[0]?.before)).toContain(`${MARK}二`);
    const [draft] = (await at.pool.query(`select id from ${at.schema}.record_draft`)).rows;
    expect((await getDraft(ctx, FORM, draft.id)).values).toMatchObject({
      secret: `${MARK}八`,
      lines: [{ cell: `${MARK}九` }],
    });
  });

  test('answers no question of the database', async () => {
    const filter = { '==': [{ var: 'secret' }, `${MARK}三`] };
    expect(await code(queryRecords(ctx, FORM, { filter }))).toBe('encrypted_field');
    expect(
      await code(
        queryRecords(ctx, FORM, {
          filter: { some: [{ var: 'lines' }, { '==': [{ var: 'row.cell' }, 'x'] }] },
        }),
      ),
    ).toBe('encrypted_field');
    expect(await code(queryRecords(ctx, FORM, { sort: [{ field: 'secret', dir: 'asc' }] }))).toBe(
      'encrypted_field',
    );
    expect(await code(usedValues(ctx, FORM, { field: 'secret' }))).toBe('encrypted_field');
    expect(await code(groupRecords(ctx, FORM, { by: [{ field: 'secret' }] }))).toBe('encrypted_field');
    expect(await code(groupRecords(ctx, FORM, { by: [], totals: { secret: 'distinct' } }))).toBe(
      'encrypted_field',
    );
    expect((await queryRecords(ctx, FORM, { search: MARK })).records).toEqual([]);
  });

  test('moved to another cell or changed, it can’t be read, and nothing else suffers', async () => {
    const { records } = await queryRecords(ctx, FORM, { sort: [{ field: 'name', dir: 'asc' }] });
    const [a, b] = records;
    const table = `${at.schema}.crm__person`;
    await at.pool.query(
      `update ${table} set secret = (select secret from ${table} where _id = $1) where _id = $2`,
      [a?.id, b?.id],
    );
    const moved = await getRecord(ctx, FORM, b?.id ?? '');
    expect(isSealed(moved.values.secret)).toBe(true);
    const saved = await updateRecord(ctx, FORM, b?.id ?? '', {
      set: { name: 'b2', secret: moved.values.secret },
    });
    expect(saved.values).toMatchObject({ name: 'b2', secret: moved.values.secret });
    expect((await updateRecord(ctx, FORM, b?.id ?? '', { set: { secret: `${MARK}新` } })).values.secret).toBe(
      `${MARK}新`,
    );
  });

  test('without its key it stays what it is, rows included, while the rest of the record is saved', async () => {
    const stranger = { ...ctx, keys: openKeyring(['a secret of another installation']) };
    const seen = await getRecord(stranger, FORM, id);
    expect(isSealed(seen.values.secret)).toBe(true);
    const lines = (seen.values.lines as { cell: string }[]).map((row, n) => ({
      ...row,
      what: `w${n}`,
    }));
    expect(lines.every(({ cell }) => isSealed(cell))).toBe(true);
    await updateRecord(stranger, FORM, id, { set: { name: 'a2', lines } });
    const csv = await textOf((await exportRecords(stranger, FORM, { format: 'csv' })).content);
    expect(csv).toContain('无法解密');
    expect((await recordHistory(stranger, FORM, id)).changes.length).toBeGreaterThan(2);
    const { values } = await getRecord(ctx, FORM, id);
    expect(values).toMatchObject({ name: 'a2', secret: `${MARK}三` });
    expect(values.lines).toMatchObject([
      { what: 'w0', cell: `${MARK}四` },
      { what: 'w1', cell: `${MARK}五` },
    ]);
  });
});

describe('changing a field with values', () => {
  const secretsByName = async () =>
    Object.fromEntries(
      (await queryRecords(ctx, FORM, {})).records.map(({ values }) => [values.name, values.secret]),
    );

  test('encryption on: values, rows, history, drafts and search of before are encrypted too', async () => {
    await at.pool.query(`delete from ${at.schema}.crm__person`);
    await become(plainForm());
    const made = await createRecord(ctx, FORM, {
      values: { name: 'a', secret: `${MARK}子`, lines: [{ cell: `${MARK}丑` }] },
    });
    await updateRecord(ctx, FORM, made.id, { set: { secret: `${MARK}寅`, lines: [{ cell: `${MARK}卯` }] } });
    await createRecord(ctx, FORM, { values: { name: 'b', secret: `${MARK}辰` } });
    await saveRecordDraft(ctx, FORM, newId(), { kept: false, values: { secret: `${MARK}巳` } });
    // More changes than are read at once, several of them of one record and version.
    await at.pool.query(
      `insert into ${at.schema}.record_change (id, form, record_id, version, at, cause, op, before)
       select gen_random_uuid(), $1, $2::uuid, n / 7, now() + n / 3 * interval '1 ms', 'form', 'update', $3
       from generate_series(1, 2500) as n`,
      [FORM, newId(), JSON.stringify({ secret: `${MARK}午` })],
    );
    expect((await places(MARK)).length).toBeGreaterThan(4);

    await saveDraft(ctx, REF, { document: sealedForm() });
    const plan = await planPublish(ctx, REF);
    expect(plan.issues).toEqual([]);
    expect(plan.steps.map(({ code: step, params }) => [step, params.count])).toEqual(
      expect.arrayContaining([
        ['encryption_added', undefined],
        ['values_converted', 2],
        ['values_converted', 1],
      ]),
    );
    expect(plan.steps.find(({ code: step }) => step === 'encryption_added')?.message).toContain('加密保存');
    await become(sealedForm());
    expect(await places(MARK)).toEqual([]);
    expect(await secretsByName()).toEqual({ a: `${MARK}寅`, b: `${MARK}辰` });
    const { changes } = await recordHistory(ctx, FORM, made.id);
    expect(JSON.stringify(changes)).toContain(`${MARK}子`);
    expect(JSON.stringify(changes)).toContain(`${MARK}丑`);
  });

  test('encryption off and on again: nothing is lost, nothing stays', async () => {
    await become(plainForm());
    expect(await secretsByName()).toEqual({ a: `${MARK}寅`, b: `${MARK}辰` });
    expect(await places(`${MARK}寅`)).toContainEqual(expect.stringMatching(/^crm__person\.secret_\d+$/));
    expect((await queryRecords(ctx, FORM, { search: `${MARK}寅` })).records).toHaveLength(1);
    await become(sealedForm());
    expect(await places(MARK)).toEqual([]);
    expect(await secretsByName()).toEqual({ a: `${MARK}寅`, b: `${MARK}辰` });
  });

  test.each([
    ['the title', person(secret(), field('text'), { titleField: 'secret' }), 'encrypted_title'],
    ['unique', person(secret({ encrypted: true, unique: true }), field('text')), 'encrypted_unique'],
    [
      'searched',
      person(secret({ encrypted: true, searchable: true }), field('text')),
      'encrypted_searchable',
    ],
    [
      'what came last',
      person(secret({ encrypted: true, default: { kind: 'last' } }), field('text')),
      'encrypted_last',
    ],
    ['no text', person(field('number', {}, { encrypted: true }), field('text')), 'not_encryptable'],
    [
      'read by a formula',
      person(secret(), field('text', {}, { default: { kind: 'expr', expr: { var: '_parent_id.secret' } } })),
      'encrypted_field',
    ],
  ])('it can’t be %s', async (_, document, issue) => {
    expect(await code(become(document))).toBe(issue);
  });

  test('conditions of the form may read it', async () => {
    const checks = [
      { key: 'short', when: { '==': [{ var: 'secret' }, `${MARK}禁`] }, message: { zh: '不行' } },
    ];
    await become(person(secret(), field('text', {}, { encrypted: true }), { checks }));
    expect(await code(createRecord(ctx, FORM, { values: { name: 'x', secret: `${MARK}禁` } }))).toBe(
      'check_failed',
    );
    expect(await code(createRecord(ctx, FORM, { values: { name: 'x', secret: `${MARK}可` } }))).toBe('ok');
  });
});
