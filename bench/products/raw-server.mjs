/**
 * The practical floor: fastify, a check of the token, and one parameterised statement per request through pg. No
 * policy, no validation, no history, no search. Settings: PORT and pg's own (PGHOST …).
 */
import jwt from '@fastify/jwt';
import Fastify from 'fastify';
import pg from 'pg';

const TYPES = {
  name: 'text',
  phone: 'text',
  email: 'text',
  company: 'text',
  source: 'text',
  stage: 'text',
  owner: 'int',
  amount: 'numeric(14,2)',
  score: 'int',
  tags: 'jsonb',
  industry: 'text',
  province: 'text',
  city: 'text',
  address: 'text',
  website: 'text',
  is_key: 'boolean',
  created: 'timestamptz',
  last_contact: 'timestamptz',
  next_follow_up: 'timestamptz',
  lost_reason: 'text',
  note: 'text',
};
const FIELDS = Object.keys(TYPES);
const COLUMNS = FIELDS.join(',');

const pool = new pg.Pool({ max: 10 });
const value = (body, field) => (field === 'tags' ? JSON.stringify(body.tags ?? []) : (body[field] ?? null));
const rowsOf = async (text, values) => (await pool.query(text, values)).rows;

const app = Fastify({ bodyLimit: 64 << 20 });
await app.register(jwt, { secret: 'a secret of the benchmark, kept from nobody' });
app.get('/health', async () => ({}));
app.post('/login', async () => ({ token: app.jwt.sign({ sub: 1, role: 'admin' }) }));
await app.register(async (routes) => {
  routes.addHook('onRequest', (request) => request.jwtVerify());

  const insert = `insert into leads(${COLUMNS},created_by) values(${FIELDS.map((_, i) => `$${i + 1}`)},1) returning *`;
  routes.post('/leads', async ({ body }) => {
    const values = FIELDS.map((field) => value(body, field));
    return (await rowsOf(insert, values))[0];
  });

  const typed = FIELDS.map((field) => `${field} ${TYPES[field]}`).join(',');
  const insertAll = `insert into leads(${COLUMNS},created_by) select ${COLUMNS},1 from jsonb_to_recordset($1::jsonb) as t(${typed}) returning id`;
  routes.post('/leads/bulk', async ({ body }) => ({
    ids: (await rowsOf(insertAll, [JSON.stringify(body)])).map(({ id }) => id),
  }));

  routes.get('/leads', async ({ query }) => {
    const { where, sort, offset, limit } = JSON.parse(query.q);
    const [condition, values] = conditionOf(where);
    const order = [...FIELDS, 'id'].includes(sort) ? sort : 'id';
    const paging = `limit $${values.length + 1} offset $${values.length + 2}`;
    const [rows, counted] = await Promise.all([
      rowsOf(`select * from leads${condition} order by ${order} desc ${paging}`, [...values, limit, offset]),
      rowsOf(`select count(*)::int n from leads${condition}`, values),
    ]);
    return { rows, total: counted[0].n };
  });

  routes.get('/leads/count', async ({ query }) => {
    const [condition, values] = conditionOf(JSON.parse(query.q).where);
    return { total: (await rowsOf(`select count(*)::int n from leads${condition}`, values))[0].n };
  });

  routes.get('/leads/:id', async ({ params }, reply) => {
    const [row] = await rowsOf('select * from leads where id=$1', [params.id]);
    return row ?? reply.code(404).send({});
  });

  routes.patch('/leads/:id', async ({ params, body }) => {
    const fields = Object.keys(body).filter((field) => FIELDS.includes(field));
    const sets = fields.map((field, i) => `${field}=$${i + 2}`).join(',');
    const values = [params.id, ...fields.map((field) => value(body, field))];
    return (await rowsOf(`update leads set ${sets},updated_at=now() where id=$1 returning *`, values))[0];
  });

  const totals = 'select stage,count(*)::int n,sum(amount) s from leads group by stage';
  routes.post('/leads/totals', async () => ({ rows: await rowsOf(totals) }));

  const report =
    "select stage,to_char(created,'YYYY-MM') m,sum(amount) s,count(*)::int n from leads group by 1,2";
  routes.post('/leads/report', async () => ({ rows: await rowsOf(report) }));
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.on('SIGTERM', () => process.exit(0));

function conditionOf(where) {
  const values = [];
  const parts = where.map(({ field, op, value: wanted }) => {
    if (!FIELDS.includes(field)) throw new Error(`no field ${field}`);
    values.push(op === 'contains' ? `%${wanted}%` : wanted);
    return `${field} ${op === 'contains' ? 'ilike' : '='} $${values.length}`;
  });
  return [parts.length > 0 ? ` where ${parts.join(' and ')}` : '', values];
}
