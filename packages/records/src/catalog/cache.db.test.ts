import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, crm, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { openCatalogCache, publishBundle } from '../server.ts';

describe('the catalog cache', () => {
  let w: TestWorkspace;
  beforeAll(async () => {
    w = await openTestWorkspace();
    await publishBundle(await w.ctx(), 'crm', crm());
  });
  afterAll(() => w.close());

  /** A pool that counts its statements. */
  const counting = () => {
    const count = { queries: 0 };
    const pool = new Proxy(w.pool, {
      get: (target, name) => {
        if (name === 'query') count.queries++;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return { pool, count };
  };

  test('serves the same object without asking the database', async () => {
    const { pool, count } = counting();
    const cache = openCatalogCache(pool, { maxAgeMs: 60_000 });
    const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => cache.get(w.workspace)));
    for (const other of others) expect(other).toBe(first);
    expect(await cache.get(w.workspace)).toBe(first);
    expect(count.queries).toBe(1);
  });

  test('of another process follows a publish within its age, or at once when told', async () => {
    const here = openCatalogCache(w.pool, { maxAgeMs: 60_000 });
    const there = openCatalogCache(w.pool, { maxAgeMs: 30 });
    const before = await here.get(w.workspace);
    await there.get(w.workspace);
    const { metaVersion } = await publishBundle(
      await w.ctx(),
      'other',
      bundle({ note: form({ text: field('text') }) }),
    );
    expect((await here.get(w.workspace)).version).toBe(before.version);
    here.expire(w.schema);
    expect((await here.get(w.workspace)).version).toBe(metaVersion);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect((await there.get(w.workspace)).version).toBe(metaVersion);
  });

  test('keeps the objects of forms that did not change', async () => {
    const cache = openCatalogCache(w.pool, { maxAgeMs: 0 });
    const before = await cache.get(w.workspace);
    await publishBundle(await w.ctx(), 'third', bundle({ note: form({ text: field('text') }) }));
    const after = await cache.get(w.workspace);
    expect(after).not.toBe(before);
    expect(after.forms.get('crm:deal')).toBe(before.forms.get('crm:deal'));
  });

  test('asks only for the version while nothing is published', async () => {
    const { pool, count } = counting();
    const cache = openCatalogCache(pool, { maxAgeMs: 0 });
    const first = await cache.get(w.workspace);
    for (let i = 0; i < 5; i++) expect(await cache.get(w.workspace)).toBe(first);
    expect(count.queries).toBe(6);
  });

  test('told while a question is under way asks again', async () => {
    const cache = openCatalogCache(w.pool, { maxAgeMs: 60_000 });
    const slow = cache.get(w.workspace);
    const published = publishBundle(await w.ctx(), 'fourth', bundle({ note: form({ text: field('text') }) }));
    await Promise.all([slow, published]);
    cache.expire(w.schema);
    expect((await cache.get(w.workspace)).version).toBe((await published).metaVersion);
  });
});
