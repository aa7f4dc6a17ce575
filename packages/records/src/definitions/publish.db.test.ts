import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishBundle } from './publish.ts';
import { crm } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

describe('publishing a bundle', () => {
  let w: TestWorkspace;
  beforeAll(async () => {
    w = await openTestWorkspace();
  });
  afterAll(() => w.close());

  test('makes the app, its tables and the catalog at once', async () => {
    const before = await w.catalog();
    const { metaVersion, catalog, changed } = await publishBundle(await w.ctx(), 'crm', crm());
    expect(changed).toBe(true);
    expect(BigInt(metaVersion)).toBe(BigInt(before.version) + 1n);
    const deal = catalog.forms.get('crm:deal');
    expect(deal).toMatchObject({ table: 'crm__deal', state: 'ok' });
    expect(Object.fromEntries(deal?.columns ?? [])).toEqual({
      title: 'title',
      customer: 'customer',
      stage: 'stage',
      amount: 'amount',
      closes: 'closes',
    });
    expect(catalog.apps.get('crm')?.label.zh).toBe('测试');
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
    expect((await w.catalog()).version).toBe(before.version);
  });
});
