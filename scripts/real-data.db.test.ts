import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, openTestServer, type TestServer } from '../apps/server/src/testing/server.ts';
// @ts-expect-error plain JavaScript, as implementers would write it
import { generate } from './real-data/generate.mjs';
// @ts-expect-error plain JavaScript, as implementers would write it
import { loadSales, REAL_FIGURES, readFolder } from './real-data.mjs';

const FOLDER = path.resolve(import.meta.dirname, '../../shared/data/crm-sales');

describe('a real sales pipeline, built and filled through the public HTTP API alone', () => {
  let server: TestServer;
  let base: string;
  beforeEach(async () => {
    server = await openTestServer();
    await server.setUp();
    base = await server.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => server.close());

  test('a generated file of the same shape and dirt', async () => {
    const { files, expected } = generate();
    const { imported, figures } = await loadSales(base, ADMIN, files);
    expect(figures).toEqual(expected);
    const pipeline = imported['sales_pipeline.csv'];
    expect(pipeline.mapping.columns).toContainEqual({ column: 5, field: 'engage_date', dateOrder: 'mdy' });
    // Names that differ are a choice out of suggestions, not a rule of the product.
    expect([...pipeline.choices.values()]).toEqual([{ GTXPro: 'GTX Pro' }]);
    expect([...imported['accounts.csv'].choices.values()]).toEqual([{ technolgy: 'technology' }]);
  });

  test('the real one, where it lies beside the project', async (context) => {
    const files = readFolder(FOLDER);
    if (!files) {
      console.warn(`The real data set is not in ${FOLDER}: its figures were not checked.`);
      context.skip('no real data set beside the project');
      return;
    }
    const { imported, figures } = await loadSales(base, ADMIN, files);
    expect(Object.values(imported).map((one) => (one as { created: number }).created)).toEqual([
      85, 7, 35, 8800,
    ]);
    expect(figures).toMatchObject(REAL_FIGURES);
    expect(figures.byManager['Melvin Marxen']).toBe(2_251_930);
  });
});
