/**
 * Visitors who send a public form at a steady pace, each from an address of their own: `npx tsx bench/public.ts
 * [visitors] [a second]`. See docs/bench.md.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newId } from '@trellis/metadata';
import { startDatabase } from './database.ts';
import { lead } from './lead.ts';
import { startTrellis } from './products/trellis.ts';

const [visitors, pace] = [Number(process.argv[2] ?? 2_000), Number(process.argv[3] ?? 200)];

const server = await startDatabase();
const product = await startTrellis(await server.open('trellis_bench'), {
  dataDir: path.join(server.folder, 'files'),
});
try {
  const submit = await offered();
  // The first ones find caches and connections cold.
  for (let n = 0; n < 50; n++) await send(submit, n);
  const before = await stored();
  const start = performance.now();
  const took = await Promise.all(
    Array.from({ length: visitors }, async (_, n) => {
      await setTimeout((n / pace) * 1000);
      return send(submit, 50 + n);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const lost = visitors - ((await stored()) - before);
  const at = (part: number) => took.toSorted((a, b) => a - b)[Math.ceil(took.length * part) - 1]?.toFixed(0);
  console.log(`${visitors} visitors in ${seconds.toFixed(1)} s, ${lost} lost`);
  console.log(`answered after ${at(0.5)} ms (half), ${at(0.95)} ms (19 of 20), ${at(1)} ms (all)`);
} finally {
  await product.stop();
  await server.stop();
}

/** Opens the form to the public; answers where visitors send it. */
async function offered(): Promise<string> {
  const [, workspace, app, form] =
    /^\/api\/v1\/w\/([^/]+)\/records\/([^/]+)\/([^/]+)/.exec(product.requests.create(lead(1)).path) ?? [];
  const answer = await fetch(`${product.address}/api/v1/w/${workspace}/public-forms/${app}/${form}`, {
    method: 'PUT',
    headers: { ...(await product.logIn()), 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { enabled: true, fields: ['name', 'phone', 'company', 'note'] } }),
  });
  const { token } = (await answer.json()) as { token: string };
  return `${product.address}/api/v1/public/${workspace}/${token}/submit`;
}

async function stored(): Promise<number> {
  const { rows } = await product.pool.query<{ count: string }>(`select count(*) from ${product.table.name}`);
  return Number(rows[0]?.count);
}

/** One visitor, on a connection of their own. Answers how long it took; throws when it was refused. */
function send(url: string, n: number): Promise<number> {
  const { name, phone, company, note } = lead(n + 1);
  const values = { name, phone, company, note };
  const body = JSON.stringify({ id: newId(), visitor: randomUUID(), values });
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        localAddress: `127.1.${(n >> 8) & 255}.${n & 255}`,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        agent: false,
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          if (answer.statusCode === 201) resolve(performance.now() - start);
          else reject(new Error(`a visitor was answered ${answer.statusCode}`));
        });
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}
