import type { AppBundle, FormDocument } from '@trellis/metadata';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkStorage, createRecord, publishBundle } from '../server.ts';
import { startServer } from '../testing/killed.ts';
import { bundle, crm, field, form } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A change of everything: a new form, a new field, a deleted one, one that becomes unique. */
const changed = (): AppBundle => {
  const base = crm();
  const deal = base.forms.deal as FormDocument;
  const { amount: _, ...rest } = deal.properties;
  const title = field('text', { maxLength: 50 }, { unique: true });
  return {
    ...base,
    forms: {
      ...base.forms,
      deal: { ...deal, properties: { ...rest, title, note: field('text') } },
      visit: form({ name: field('text') }),
    },
  };
};

describe('a publish that is interrupted', () => {
  let w: TestWorkspace;
  beforeEach(async () => {
    w = await openTestWorkspace();
    await publishBundle(await w.ctx(), 'crm', crm());
  });
  afterEach(() => w.close());

  const snapshot = async () => ({
    version: (await w.catalog()).version,
    definitions: await w.list(`select published from ${w.schema}.definition order by kind, key`),
    live: await w.list(
      `select form || '.' || column_name from ${w.schema}.field_storage where state = 'live' order by 1`,
    ),
    relations: await w.list(
      `select relname from pg_class where relnamespace = '${w.schema}'::regnamespace order by 1`,
    ),
    events: await w.list(`select count(*) from ${w.schema}.outbox where kind = 'catalog'`),
  });

  test.each(['expand', 'flip'] as const)('by a failure before %s changes nothing', async (at) => {
    const before = await snapshot();
    const progress = (step: string) => {
      if (step === at) throw new Error('interrupted');
    };
    await expect(publishBundle(await w.ctx(), 'crm', changed(), { progress })).rejects.toThrow('interrupted');
    expect(await snapshot()).toEqual(before);
    await createRecord(await w.ctx(), 'crm:deal', { values: { title: '同名', amount: '1' } });
    // What the old definition allows is not refused by an index of the new one.
    await createRecord(await w.ctx(), 'crm:deal', { values: { title: '同名', amount: '2' } });
  });

  test('by a failure while filling takes the new tables back', async () => {
    const before = await snapshot();
    const fill = async () => {
      throw new Error('no data');
    };
    await expect(publishBundle(await w.ctx(), 'crm', changed(), { fill })).rejects.toThrow('no data');
    expect(await snapshot()).toEqual(before);
  });

  test('after the flip it is published, and the next one completes it', async () => {
    const progress = (step: string) => {
      if (step === 'contract') throw new Error('interrupted');
    };
    await expect(publishBundle(await w.ctx(), 'crm', changed(), { progress })).rejects.toThrow('interrupted');
    expect((await w.catalog()).forms.get('crm:deal')?.columns.has('note')).toBe(true);
    await createRecord(await w.ctx(), 'crm:visit', { values: { name: '一' } });
    expect(await checkStorage(w.pool, w.workspace, silent)).toEqual([]);
    expect((await publishBundle(await w.ctx(), 'crm', changed())).changed).toBe(false);
  });

  // Where no handler runs: what the process holds is given back by the server, what it left is taken back at the next
  // start. Before the flip most of it is there: a table with its indexes, columns, a unique index.
  test('by the death of the process changes nothing', async () => {
    const before = await snapshot();
    // A process of its own kills itself before the flip.
    const server = await startServer(w);
    expect(await server.dies(`die crm ${JSON.stringify(changed())}`)).toBe('SIGKILL');
    await createRecord(await w.ctx(), 'crm:deal', { values: { title: '照常', amount: '1' } });
    expect((await w.catalog()).version).toBe(before.version);
    await vi.waitFor(async () => {
      // The server may notice a little later that the process is gone and holds its lock until then.
      await checkStorage(w.pool, w.workspace, silent);
      expect(await snapshot()).toEqual(before);
    }, 10_000);
    expect((await publishBundle(await w.ctx(), 'crm', changed())).changed).toBe(true);
    await createRecord(await w.ctx(), 'crm:deal', { values: { title: '新的', note: '字段' } });
  });
});

test('a form whose table is gone wrong is set aside alone, and comes back when the table does', async () => {
  const w = await openTestWorkspace();
  await publishBundle(
    await w.ctx(),
    'crm',
    bundle({ a: form({ name: field('text') }), b: form({ name: field('text') }) }),
  );
  await w.pool.query(`alter table ${w.schema}.crm__a drop column name`);
  const found = await checkStorage(w.pool, w.workspace, silent);
  expect(found).toEqual([{ app: 'crm', form: 'a', detail: 'column crm__a.name is missing' }]);
  const catalog = await w.catalog();
  expect([catalog.forms.get('crm:a')?.state, catalog.forms.get('crm:b')?.state]).toEqual([
    'quarantined',
    'ok',
  ]);
  await expect(createRecord(await w.ctx(), 'crm:a', { values: { name: '一' } })).rejects.toMatchObject({
    code: 'form_unavailable',
  });
  await createRecord(await w.ctx(), 'crm:b', { values: { name: '一' } });
  const more = form({ name: field('text'), more: field('text') });
  await expect(publishBundle(await w.ctx(), 'crm', bundle({ a: more }))).rejects.toMatchObject({
    code: 'form_unavailable',
  });
  expect((await publishBundle(await w.ctx(), 'crm', bundle({ b: more }))).changed).toBe(true);

  await w.pool.query(`alter table ${w.schema}.crm__a add column name integer`);
  expect(await checkStorage(w.pool, w.workspace, silent)).toMatchObject([
    { detail: 'column crm__a.name is integer, not text' },
  ]);
  await w.pool.query(`alter table ${w.schema}.crm__a drop column name, add column name text`);
  expect(await checkStorage(w.pool, w.workspace, silent)).toEqual([]);
  await createRecord(await w.ctx(), 'crm:a', { values: { name: '一' } });
  const settled = (await w.catalog()).version;
  await checkStorage(w.pool, w.workspace, silent);
  expect((await w.catalog()).version).toBe(settled);
  await w.close();
});
