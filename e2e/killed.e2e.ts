import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { field, form } from './support/definitions.ts';
import { type Product, startProduct } from './support/product.ts';

/** How often; `npm run proof` asks for 30, and for the moments of another seed each time. */
const KILLS = Number(process.env.TRELLIS_PROOF_KILLS ?? 2);
const SEED = Number(process.env.TRELLIS_PROOF_SEED ?? 20261122);
const RECORDS = 2_000;
const ADMIN = { email: 'admin@example.com', password: 'correct horse' };

/** The form after so many changes: a field whose values convert, a unique index, searchable text, more fields. */
function orders(stage: number) {
  const even = stage % 2 === 0;
  return form(`订单 ${stage}`, {
    name: field('text', '名称', {}, { unique: !even, searchable: even }),
    value: field(even ? 'text' : 'number', '数值'),
    ...Object.fromEntries([...Array(stage % 5).keys()].map((n) => [`extra${n}`, field('date', '日期')])),
  });
}

type Session = { readonly accessToken: string };
type Api = <T>(method: string, route: string, body?: object) => Promise<T>;

/** Calls the API of a product that was just started; the first time its administrator is made. */
async function enter({ url }: Product): Promise<Api> {
  let authorization = '';
  const api: Api = async (method, route, body) => {
    const answer = await fetch(`${url}/api/v1/${route}`, {
      method,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    expect(answer.ok, `${method} ${route}: ${text}`).toBe(true);
    return text === '' ? undefined : JSON.parse(text);
  };
  const { setupRequired } = await api<{ setupRequired: boolean }>('GET', 'status');
  const { accessToken } = setupRequired
    ? await api<Session>('POST', 'setup', { workspaceName: 'Acme', name: '管理员', locale: 'zh', ...ADMIN })
    : await api<Session>('POST', 'auth/login', ADMIN);
  authorization = `Bearer ${accessToken}`;
  return api;
}

test(
  'kill -9 of the server while it publishes leaves the form usable, and either old or new',
  async () => {
    const moments = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed: SEED, numRuns: KILLS });
    let product = await startProduct();
    onTestFinished(() => product.stop());
    let api = await enter(product);
    const definition = 'w/acme/definitions/form/crm/order';
    const records = 'w/acme/records/crm/order';
    const draft = (stage: number) => api('PUT', `${definition}/draft`, { document: orders(stage) });

    await api('POST', 'w/acme/apps', {
      key: 'crm',
      document: { vocabulary: 1, label: { zh: '测试' }, menu: [] },
    });
    await draft(0);
    await api('POST', `${definition}/publish`);
    const create = Array.from({ length: RECORDS }, (_, n) => ({ values: { name: `n${n}`, value: `${n}` } }));
    await api('POST', `${records}/bulk`, { create });

    const figures = { kills: KILLS, records: RECORDS, seed: SEED, before: 0, after: 0, completed: 0 };
    let stage = 1;
    await draft(stage);
    let started = performance.now();
    await api('POST', `${definition}/publish`);
    let span = performance.now() - started;
    for (const [n, moment] of moments.entries()) {
      await draft(stage + 1);
      let done = false;
      started = performance.now();
      const answered = api('POST', `${definition}/publish`).then(
        () => {
          done = true;
          span = performance.now() - started;
        },
        // What a killed server was asked has no answer.
        () => undefined,
      );
      // Every other time around the flip, which is short and near the end.
      await wait(span * (n % 2 ? 0.8 + 0.3 * moment : moment));
      await product.kill();
      await answered;

      product = await startProduct({ dataDir: product.dataDir });
      api = await enter(product);
      const { published } = await api<{ published: { title: string } }>('GET', definition);
      const moved = published.title === orders(stage + 1).title;
      if (!moved) expect(published.title).toBe(orders(stage).title);
      figures[done ? 'completed' : moved ? 'after' : 'before']++;
      expect(moved || !done, 'a publish that was answered is there').toBe(true);
      if (moved) stage++;

      const made = await api<{ id: string; version: number }>('POST', records, {
        values: { name: `k${n}`, value: '7' },
      });
      await api('PATCH', `${records}/${made.id}`, { version: made.version, set: { name: `k${n}b` } });
      const kept = await api<{ records: { values: { value: string } }[] }>('POST', `${records}/query`, {
        filter: { '==': [{ var: 'name' }, 'n777'] },
      });
      expect(kept.records.map(({ values }) => values.value)).toEqual(['777']);
      const { total } = await api<{ total: { value: number } }>('POST', `${records}/query`, {
        limit: 1,
        total: 'exact',
      });
      expect(total.value).toBe(RECORDS + n + 1);
    }
    // And the last change can be made in peace.
    await draft(stage + 1);
    await api('POST', `${definition}/publish`);
    const { TRELLIS_PROOF_KILLS, TRELLIS_PROOF_REPORT } = process.env;
    if (TRELLIS_PROOF_KILLS && TRELLIS_PROOF_REPORT)
      writeFileSync(TRELLIS_PROOF_REPORT, JSON.stringify(figures));
  },
  60_000 + KILLS * 30_000,
);
