import type { AppBundle, FormDocument } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkCreate, createRecord, getRecord, publishBundle, queryRecords, updateRecord } from '../server.ts';
import { crm, field, form } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

const DEAL = 'crm:deal';

/** The test app with other fields in its form "deal". */
function withDeal(change: (fields: FormDocument['properties']) => FormDocument['properties']): AppBundle {
  const base = crm();
  const deal = base.forms.deal as FormDocument;
  return { ...base, forms: { ...base.forms, deal: { ...deal, properties: change(deal.properties) } } };
}
const without = (key: string) =>
  withDeal((fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key)));

describe.each([18, 14] as const)('publishing on PostgreSQL %i', (version) => {
  let w: TestWorkspace;
  beforeAll(async () => {
    w = await openTestWorkspace(version);
  });
  afterAll(() => w.close());

  test('makes the app, its tables and the catalog at once', async () => {
    const before = await w.catalog();
    const { metaVersion, catalog, changed } = await publishBundle(await w.ctx(), 'crm', crm());
    expect(changed).toBe(true);
    expect(BigInt(metaVersion)).toBe(BigInt(before.version) + 1n);
    expect(catalog.forms.get(DEAL)).toMatchObject({ table: 'crm__deal', state: 'ok' });
    expect([...(catalog.forms.get(DEAL)?.columns.keys() ?? [])].sort()).toEqual([
      'amount',
      'closes',
      'customer',
      'stage',
      'title',
    ]);
    expect(await w.list(`select payload->>'version' from ${w.schema}.outbox where kind = 'catalog'`)).toEqual(
      [metaVersion],
    );
  });

  test('again: nothing happens', async () => {
    const before = await w.catalog();
    expect(await publishBundle(await w.ctx(), 'crm', crm())).toMatchObject({
      changed: false,
      metaVersion: before.version,
    });
  });

  test('keeps documents as text exactly as published', async () => {
    const [stored] = await w.list(
      `select published from ${w.schema}.definition where kind = 'form' and key = 'deal'`,
    );
    const keys = Object.keys((JSON.parse(String(stored)) as FormDocument).properties);
    expect(keys).toEqual(['title', 'customer', 'stage', 'amount', 'closes']);
    expect(stored).toBe(JSON.stringify(JSON.parse(String(stored))));
  });

  test('a deleted field takes its data with it when it comes back', async () => {
    const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: '一单', amount: '12.5' } });
    await publishBundle(await w.ctx(), 'crm', without('amount'));
    const hidden = await getRecord(await w.ctx(), DEAL, id);
    expect(hidden.values).not.toHaveProperty('amount');
    await createRecord(await w.ctx(), DEAL, { values: { title: '其间' } });
    await publishBundle(await w.ctx(), 'crm', crm());
    expect((await getRecord(await w.ctx(), DEAL, id)).values.amount).toBe('12.5');
  });

  test('another type under the same key starts empty; the first one’s data wait', async () => {
    const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: '二单', amount: '7' } });
    await publishBundle(await w.ctx(), 'crm', without('amount'));
    await publishBundle(
      await w.ctx(),
      'crm',
      withDeal((fields) => ({ ...fields, amount: field('text') })),
    );
    expect((await getRecord(await w.ctx(), DEAL, id)).values.amount).toBeNull();
    await updateRecord(await w.ctx(), DEAL, id, { set: { amount: '七元' } });
    expect((await w.catalog()).forms.get(DEAL)?.columns.get('amount')).toBe('amount_2');
    await publishBundle(await w.ctx(), 'crm', without('amount'));
    await publishBundle(await w.ctx(), 'crm', crm());
    expect((await getRecord(await w.ctx(), DEAL, id)).values.amount).toBe('7');
  });

  test('a published field can’t become one that its values can’t follow into', async () => {
    const asFile = withDeal((fields) => ({ ...fields, amount: field('file') }));
    await expect(publishBundle(await w.ctx(), 'crm', asFile)).rejects.toMatchObject({
      code: 'definition_invalid',
      issues: [
        {
          path: ['forms', 'deal', 'properties', 'amount', 'trellis', 'type'],
          code: 'type_change_unsupported',
        },
      ],
    });
  });

  test('an option that a rule names may go; a rule can’t name one that never was', async () => {
    const says = field('formula', {
      expr: { concat: [{ var: 'stage' }, '!'] },
      result: { type: 'text', config: {} },
    });
    const visible = (stage: string) => ({ visible: { '!=': [{ var: 'stage' }, stage] } });
    const stages = (...list: readonly (readonly [string, string])[]) =>
      field('stage', { options: list.map(([key, zh]) => ({ key, label: { zh } })) });
    const next = (stage: FormDocument['properties'][string], unless: string) =>
      withDeal((fields) => ({ ...fields, stage, closes: field('date', {}, visible(unless)), says }));
    const two = stages(['open', '进行中'], ['won', '赢单']);
    await expect(publishBundle(await w.ctx(), 'crm', next(two, 'gone'))).rejects.toMatchObject({
      issues: [{ code: 'no_option', params: { value: 'gone' } }],
    });
    await publishBundle(await w.ctx(), 'crm', next(two, 'won'));
    const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: '单', stage: 'open' } });
    expect((await getRecord(await w.ctx(), DEAL, id)).values.says).toBe('进行中!');
    await publishBundle(await w.ctx(), 'crm', next(stages(['open', '谈判']), 'won'));
    expect((await getRecord(await w.ctx(), DEAL, id)).values.says).toBe('谈判!');
    await publishBundle(await w.ctx(), 'crm', crm());
  });

  test('a field can’t become unique while records repeat a value, and says how many', async () => {
    const rows = ['甲', '甲', '甲', '乙', '乙', '丙'].map((title) => ({ values: { title } }));
    await bulkCreate(await w.ctx(), DEAL, rows);
    const unique = withDeal((fields) => ({
      ...fields,
      title: field('text', { maxLength: 50 }, { unique: true }),
    }));
    const before = await w.catalog();
    await expect(publishBundle(await w.ctx(), 'crm', unique)).rejects.toMatchObject({
      code: 'definition_invalid',
      issues: [{ code: 'unique_duplicates', params: { count: 3 } }],
    });
    expect((await w.catalog()).version).toBe(before.version);
    expect(await w.list(`select indexrelid::regclass::text from pg_index where not indisvalid`)).toEqual([]);
    // Nothing enforces what was not published.
    await createRecord(await w.ctx(), DEAL, { values: { title: '丙' } });
    await w.pool.query(`update ${w.schema}.crm__deal set title = title || _id`);
    await publishBundle(await w.ctx(), 'crm', unique);
    await createRecord(await w.ctx(), DEAL, { values: { title: '丁' } });
    await expect(createRecord(await w.ctx(), DEAL, { values: { title: '丁' } })).rejects.toMatchObject({
      code: 'validation_failed',
      issues: [{ path: ['values', 'title'], code: 'not_unique' }],
    });
  });

  test('quick search finds old records by a field that became searchable', async () => {
    const note = (searchable: boolean) =>
      withDeal((fields) => ({ ...fields, note: field('text', {}, { searchable }) }));
    await publishBundle(await w.ctx(), 'crm', note(false));
    const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: '找我', note: '青花瓷' } });
    const search = async () =>
      (await queryRecords(await w.ctx(), DEAL, { search: '花瓷' })).records.map((record) => record.id);
    expect(await search()).toEqual([]);
    await publishBundle(await w.ctx(), 'crm', note(true));
    expect(await search()).toEqual([id]);
  });

  test('a reference needs a published target, unless both come together', async () => {
    const visit = form({ name: field('text'), trip: field('reference', { form: 'trip' }) });
    const trip = form({ name: field('text') });
    const alone = { ...crm(), forms: { visit } };
    await expect(publishBundle(await w.ctx(), 'crm', alone)).rejects.toMatchObject({
      issues: [{ code: 'unknown_form' }],
    });
    await publishBundle(await w.ctx(), 'crm', { ...crm(), forms: { visit, trip } });
    expect((await w.catalog()).forms.get('crm:visit')?.fields.get('trip')?.target).toBe('crm:trip');
  });

  test('no save is lost or refused while forms are published', async () => {
    const done: { id: string; amount: string }[] = [];
    let publishing = true;
    const writer = async (name: string) => {
      for (let i = 0; publishing || i < 20; i++) {
        const values = { title: `${name}${i}`, amount: String(i) };
        const { id } = await createRecord(await w.ctx(), DEAL, { values });
        await updateRecord(await w.ctx(), DEAL, id, { set: { amount: String(i + 0.5) } });
        done.push({ id, amount: String(i + 0.5) });
      }
    };
    const writers = ['a', 'b', 'c'].map(writer);
    try {
      for (let i = 0; i < 6; i++) {
        const extra = `extra${i}`;
        await publishBundle(
          await w.ctx(),
          'crm',
          withDeal((f) => ({ ...f, [extra]: field('number') })),
        );
        if (i % 2) await publishBundle(await w.ctx(), 'crm', crm());
      }
    } finally {
      publishing = false;
    }
    await Promise.all(writers);
    const stored = await w.pool.query<{ id: string; amount: string }>(
      `select _id as id, amount from ${w.schema}.crm__deal where _id = any($1)`,
      [done.map((record) => record.id)],
    );
    expect(new Map(stored.rows.map((row) => [row.id, row.amount]))).toEqual(
      new Map(done.map((record) => [record.id, record.amount])),
    );
    expect(done.length).toBeGreaterThanOrEqual(60);
  });

  test('an open report delays a change of the form, not the writes', async () => {
    const report = await w.pool.connect();
    await report.query(`begin; select count(*) from ${w.schema}.crm__deal`);
    const publishing = publishBundle(
      await w.ctx(),
      'crm',
      withDeal((f) => ({ ...f, late: field('checkbox') })),
    );
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      const started = Date.now();
      await createRecord(await w.ctx(), DEAL, { values: { title: `等${i}` } });
      waits.push(Date.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await report.query('commit');
    report.release();
    expect((await publishing).changed).toBe(true);
    // Without the lock timeout every write would wait for the report to end.
    expect(Math.max(...waits)).toBeLessThan(2_000);
  });
});

test('many who publish at once all come through on a small pool', async () => {
  const w = await openTestWorkspace();
  const apps = Array.from({ length: 12 }, (_, i) => `app${i}`);
  const one = { ...crm(), forms: { note: form({ text: field('text') }) } };
  const published = await Promise.all(apps.map(async (app) => publishBundle(await w.ctx(), app, one)));
  expect(new Set(published.map((result) => result.metaVersion)).size).toBe(apps.length);
  expect([...(await w.catalog()).apps.keys()].sort()).toEqual([...apps].sort());
  await w.close();
});
