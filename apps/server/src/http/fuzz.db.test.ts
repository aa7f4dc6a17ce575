import type { Json } from '@trellis/logic';
import { type Contract, contract, type Operation } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, CUSTOMERS, DEALS, dealForm, installCrm } from '../testing/crm.ts';
import { distorted, ODD } from '../testing/odd.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

/** Requests with one odd thing in each, to every operation: whatever it is, the answer is no 5xx. */
let server: TestServer;
let token: string;
let seller: string;
let sellerId: string;
let params: Record<string, string>;
beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
  await installCrm(server, token);
  ({ token: seller, id: sellerId } = await addMember(server, token, 'seller', 'sales'));
  const values = { name: '启明' };
  const customer = await server.call('createRecord', { token, params: CUSTOMERS, body: { values } });
  const deal = await server.call('createRecord', {
    token,
    params: DEALS,
    body: { values: { title: '产线', customer: customer.id, amount: '1200.50', stage: 'open' } },
  });
  params = {
    ...DEALS,
    kind: 'form',
    key: 'deal',
    template: 'none',
    id: deal.id,
    customer: customer.id,
    tab: deal.id,
    version: '1',
    field: 'title',
  };
});
afterAll(() => server.close());

interface Attempt {
  readonly id: keyof Contract;
  readonly params?: Record<string, string>;
  readonly query?: string;
  readonly body?: Json;
  readonly as?: string;
}

/** Sends all of them and answers those that failed on our side. */
async function failures(
  attempts: Iterable<Attempt>,
  parallel = 4,
): Promise<{ sent: number; failed: string[] }> {
  const failed: string[] = [];
  let sent = 0;
  const queue = attempts[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const attempt = next.value;
      const operation: Operation = contract[attempt.id];
      const names: Record<string, string> = { ...params, ...attempt.params };
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(names[name] ?? ''),
      );
      const body = attempt.body === undefined ? undefined : JSON.stringify(attempt.body);
      const reply = await server.send({
        method: operation.method,
        url: attempt.query ? `${path}?${attempt.query}` : path,
        token: attempt.as ?? token,
        ...(body === undefined ? {} : { body }),
      });
      sent++;
      if (reply.status >= 500) failed.push(`${reply.status} ${attempt.id} ${path} ${body?.slice(0, 600)}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return { sent, failed };
}

function* bodies(id: keyof Contract, seeds: readonly Json[], perPlace = 2): Generator<Attempt> {
  for (const seed of seeds) for (const body of distorted(seed, perPlace)) yield { id, body };
}

/** A form of its own for what deletes it. */
async function spareForm(): Promise<string> {
  const body = { app: 'crm', label: LABEL, data: true };
  return (await server.call('copyForm', { token, params: CUSTOMERS, body })).form;
}

const expr = (value: Json): Json => ({
  and: [
    { '==': [{ var: 'customer.name' }, value] },
    { or: [{ '>': [{ var: 'amount' }, '5'] }, { in: [{ var: 'stage' }, ['open', 'won']] }] },
    { '<': [{ var: 'closes' }, { date_add: [{ var: '$today' }, 30, 'day'] }] },
    { '!': [{ contains: [{ lower: [{ var: 'title' }] }, value] }] },
  ],
});
const QUERY = {
  filter: expr('启明'),
  search: '产线',
  sort: [
    { field: 'amount', dir: 'desc' },
    { field: 'customer', dir: 'asc' },
  ],
  fields: ['title', 'customer'],
  limit: 5,
  total: 'exact',
  deleted: false,
};
const VALUES: Json = {
  title: '新的',
  customer: '01900000-0000-7000-8000-000000000001',
  amount: '12.5',
  closes: '2026-02-28',
  stage: 'won',
  secret: '秘',
};

test('addresses and query strings', async () => {
  // Deleting a form needs nothing but its address: one that no other test is about.
  const spare = await spareForm();
  function* attempts(): Generator<Attempt> {
    const texts = ODD.filter((odd) => typeof odd === 'string').filter((odd) => odd !== '\ud800');
    for (const [id, operation] of Object.entries(contract) as [keyof Contract, Operation][]) {
      // Streams do not end by themselves.
      if (id === 'streamEvents') continue;
      const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
      for (const [i, name] of names.entries()) {
        for (let k = 0; k < 3; k++)
          yield { id, params: { [name]: texts[(i * 7 + k * 5) % texts.length] ?? '' } };
      }
      const own = id === 'deleteForm' ? { params: { key: spare } } : {};
      for (const text of texts.slice(0, 3))
        yield { id, ...own, query: `limit=${encodeURIComponent(text)}&after=%00` };
    }
    for (const text of texts) yield { id: 'listRecords', query: `after=${encodeURIComponent(text)}` };
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('records: reading', async () => {
  function* attempts(): Generator<Attempt> {
    yield* bodies('queryRecords', [QUERY]);
    for (const attempt of bodies('queryRecords', [{ ...QUERY, deleted: true }], 1))
      yield { ...attempt, as: seller };
    yield* bodies('groupRecords', [
      {
        by: [{ field: 'stage', dir: 'desc', order: 'count' }],
        totals: { amount: 'sum' },
        filter: expr('甲'),
        search: 'x',
      },
      { by: [{ field: 'closes', bucket: 'month' }], limit: 3 },
    ]);
    yield* bodies('recordNeighbours', [
      {
        filter: expr('甲'),
        search: 'x',
        sort: [{ field: 'amount', dir: 'desc' }],
        group: [{ field: 'closes', bucket: 'month' }, { field: 'stage' }],
      },
    ]);
    yield* bodies('usedValues', [{ field: 'title', text: '甲', limit: 5 }]);
    yield* bodies('exportRecords', [{ format: 'csv', fields: ['title'], filter: { '!': [true] } }], 1);
    for (const odd of ODD) {
      const text = typeof odd === 'string' ? odd : JSON.stringify(odd);
      yield { id: 'queryRecords', body: { filter: { '==': [{ var: 'amount' }, odd] } } };
      yield { id: 'queryRecords', body: { filter: { in: [{ var: 'customer' }, [odd]] } } };
      yield { id: 'queryRecords', body: { sort: [{ field: text.slice(0, 50), dir: 'asc' }] } };
      yield { id: 'queryRecords', body: { search: text.slice(0, 200) } };
      // A cursor of the right order with another value in it.
      const cursor = Buffer.from(JSON.stringify([ORDER, odd, params.id ?? ''])).toString('base64url');
      yield { id: 'queryRecords', body: { sort: [{ field: 'amount', dir: 'asc' }], after: cursor } };
    }
  }
  const first = await server.call('queryRecords', {
    token,
    params: DEALS,
    body: { sort: [{ field: 'amount', dir: 'asc' }], limit: 1 },
  });
  const ORDER = first.next ? JSON.parse(Buffer.from(first.next, 'base64url').toString())[0] : '';
  const { sent, failed } = await failures(attempts());
  expect(failed).toEqual([]);
  expect(sent).toBeGreaterThan(300);
});

test('records: writing', async () => {
  function* attempts(): Generator<Attempt> {
    yield* bodies('createRecord', [{ values: VALUES, owner: null }]);
    yield* bodies('bulkRecords', [{ create: [{ values: VALUES }, { values: { title: '二' } }] }]);
    yield* bodies('bulkRecords', [{ delete: [params.customer ?? ''] }, { restore: [params.id ?? ''] }], 6);
    yield* bodies('updateRecords', [{ changes: [{ id: params.id ?? '', version: 1, set: VALUES }] }], 20);
    for (const key of Object.keys(VALUES as object)) {
      for (const odd of ODD) {
        yield { id: 'createRecord', body: { values: { title: '题', [key]: odd } } };
        // With a version: of several saves at once one wins and the others are told so.
        yield { id: 'updateRecord', body: { version: 1, set: { [key]: odd } } };
      }
    }
    yield* bodies('saveRecordDraft', [
      { kept: true, title: '草稿', version: 1, values: VALUES, was: { title: '题' } },
    ]);
    for (const odd of ODD)
      yield { id: 'saveRecordDraft', body: { kept: false, values: { title: odd, amount: odd } } };
    yield { id: 'getDraft' };
    yield { id: 'recordHistory' };
    yield { id: 'getRecord' };
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('imports', async () => {
  const boundary = 'odd';
  const parts = (name: string, content: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  const url = `/api/v1/w/${WORKSPACE}/records/crm/deal/imports`;
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const upload = (name: string, content: string) =>
    server.send({ method: 'POST', url, token, headers, body: parts(name, content) });
  for (const name of ['', '../../x.csv', 'a\u0000.csv', `${'长'.repeat(300)}.csv`, 'x.xlsx', '\ud83d.csv']) {
    for (const content of [
      '',
      'title\n"open',
      'PK\u0003\u0004',
      '\u0000\u0000',
      'title,title\n甲,\u0000\n',
    ]) {
      expect((await upload(name, content)).status, `${name}: ${content}`).toBeLessThan(500);
    }
  }
  const { body } = await upload('deals.csv', 'title,customer,closes\n甲,启明,3/1/2026\n');
  const mapping: Json = {
    headerRows: 1,
    columns: [
      { column: 0, field: 'title', replace: { 甲: '乙' } },
      { column: 1, field: 'customer', matchBy: 'name', unmatched: 'create' },
      { column: 2, field: 'closes', dateOrder: 'mdy' },
    ],
  };
  function* attempts(): Generator<Attempt> {
    const names = { id: String(body.id) };
    for (const attempt of bodies('previewImport', [{ mapping }], 2)) yield { ...attempt, params: names };
    for (const odd of ODD) {
      if (typeof odd !== 'string') continue;
      const columns = [{ column: 0, field: 'title', replace: { [odd]: odd } }];
      yield { id: 'previewImport', params: names, body: { mapping: { columns } } };
    }
    yield { id: 'getImport', params: names };
    yield { id: 'importErrors', params: names };
  }
  expect((await failures(attempts(), 1)).failed).toEqual([]);
});

test('reports', async () => {
  const report: Json = {
    form: 'deal',
    filter: expr('启明'),
    dimensions: [
      { key: 'm', path: 'closes', bucket: 'month' },
      { key: 'c', path: 'customer.name', label: { zh: '客户' } },
    ],
    measures: [
      { key: 'n', op: 'count', filter: { '==': [{ var: 'stage' }, 'won'] } },
      { key: 's', op: 'sum', path: 'amount' },
    ],
    order: [{ by: 's', dir: 'desc' }],
    limit: 10,
  };
  expect((await failures(bodies('runReport', [{ report }]))).failed).toEqual([]);
});

test('accounts and members', async () => {
  function* attempts(): Generator<Attempt> {
    yield* bodies('login', [{ email: 'admin@example.com', password: 'x' }], 3);
    yield* bodies('setLocale', [{ locale: 'zh' }], 3);
    const member = { name: '新人', email: 'a@example.com', password: 'long enough', roles: ['crm:sales'] };
    yield* bodies('createMember', [member]);
    for (const name of ['a\u0000b', '\ud800', ' ']) {
      yield { id: 'createMember', body: { name, roles: [] } };
      yield { id: 'createMember', body: { name: 'x', roles: [name] } };
      yield { id: 'createMember', body: { ...member, email: `${name}@x` } };
    }
    for (const attempt of bodies('updateMember', [{ name: '改', roles: ['crm:sales'], disabled: false }])) {
      yield attempt;
    }
    yield* bodies('createApp', [{ key: 'fuzz', document: APP }], 1);
    yield* bodies('updateApp', [{ document: APP }], 1);
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('linked records', async () => {
  const record = params.id ?? '';
  const row = { field: 'lines', row: record };
  function* attempts(): Generator<Attempt> {
    yield* bodies('linkedRecords', [
      { field: 'customer', in: row, record, values: VALUES, fields: ['name'], search: '启', limit: 5 },
    ]);
    yield* bodies('previewComputed', [{ record, values: VALUES }]);
    yield* bodies('linkedValues', [
      { record, values: VALUES, want: [{ field: 'amount', by: 'customer', in: row }] },
    ]);
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('comments, following, sharing', async () => {
  const [record = '', member = ''] = [params.id, '01900000-0000-7000-8000-000000000001'];
  function* attempts(): Generator<Attempt> {
    yield* bodies('createComment', [{ id: member, text: '看看', files: [record], replyTo: record }]);
    yield* bodies('shareRecord', [{ to: [member], note: '请看' }]);
    yield* bodies('createShareLink', [{ hours: 1, fields: ['title'], files: true }]);
    yield* bodies('setFollow', [{ following: true }], 3);
    for (const odd of ODD) {
      if (typeof odd !== 'string') continue;
      yield { id: 'createComment', body: { id: record, text: `x${odd}` } };
      yield { id: 'shareRecord', body: { to: [sellerId], note: `x${odd}` } };
    }
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('batches', async () => {
  const record = params.id ?? '';
  const changes = [
    { field: 'title', op: 'set', value: '新' },
    { field: 'amount', op: 'increase', by: '1.5' },
    { field: 'tags', op: 'add', values: ['a'] },
  ];
  const accept = { reason: '因为' };
  const edit = { op: 'edit', changes, owner: { spread: [record] } };
  const seeds = [
    { records: { filter: expr('启明'), search: '产线', except: [record] }, action: edit, accept },
    { records: { ids: [record] }, action: { op: 'edit', changes: [{ field: 'stage', op: 'clear' }] } },
  ];
  function* attempts(): Generator<Attempt> {
    yield* bodies('previewBatch', seeds);
    yield* bodies('startBatch', seeds);
    for (const id of ['getBatch', 'batchRecords', 'cancelBatch', 'undoBatch'] as const) {
      yield { id };
      yield { id, params: { id: 'x' } };
    }
    for (const query of ['whose=all', 'whose=x', 'after=x', 'after=2026~x', 'limit=0', 'state=odd'])
      for (const as of [token, seller]) yield { id: 'listBatches', query, as };
    yield { id: 'batchRecords', query: 'after=-1&outcome=odd' };
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('bin and past', async () => {
  const record = params.id ?? '';
  const asOf = new Date().toISOString();
  const moments = [asOf, '2026-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', 'x', ''];
  function* attempts(): Generator<Attempt> {
    yield* bodies('queryBin', [{ search: '启明', fields: ['title'], limit: 5, after: 'x' }], 6);
    yield* bodies('restoreAs', [{ set: { title: '新', amount: null } }]);
    yield* bodies('purgeRecords', [{ ids: [record], search: '启明' }], 6);
    yield* bodies('restoreView', [{ form: 'deal', name: 'all' }], 6);
    yield* bodies('saveHistorySettings', [{ months: 1_200 }], 6);
    const sort = [{ field: 'amount', dir: 'asc' }];
    yield* bodies('queryRecords', [{ asOf, filter: expr('启明'), search: '产线', sort, fields: ['title'] }]);
    yield* bodies('stageDurations', [{ filter: expr('启明'), search: '产线', from: asOf, to: asOf }]);
    for (const id of ['previewPutBack', 'putBack'] as const) {
      yield* bodies(id, [{ to: { change: record, side: 'after' }, fields: ['title'], version: 1 }], 6);
      for (const at of moments) yield { id, body: { to: { at } } };
    }
    for (const at of moments) {
      yield { id: 'getRecord', query: `asOf=${encodeURIComponent(at)}` };
      for (const as of [token, seller]) yield { id: 'queryRecords', body: { asOf: at }, as };
    }
    for (const as of [token, seller]) yield { id: 'listBin', as };
    yield { id: 'stageHistory' };
    yield { id: 'stageHistory', params: { id: 'x' } };
  }
  expect((await failures(attempts())).failed).toEqual([]);
});

test('addresses of fields', async () => {
  const source = {
    method: 'GET',
    url: 'http://127.0.0.1:9/x',
    params: [
      { name: 'a', field: 'title' },
      { name: 'b', text: 'x' },
    ],
    headers: ['X-Key'],
  };
  function* attempts(): Generator<Attempt> {
    yield* bodies('saveApiSecrets', [{ values: { 'X-Key': 'abc' } }], 6);
    yield* bodies('tryApi', [{ source, values: { title: '甲' }, headers: { 'X-Key': 'abc' } }]);
    for (const odd of ODD) if (typeof odd === 'string') yield { id: 'tryApi', body: namedOddly(odd) };
    yield { id: 'listApiSecrets' };
  }
  const namedOddly = (name: string): Json => ({
    source: { ...source, params: [{ name, field: name }], url: `http://127.0.0.1:9/${name}` },
    values: { [name]: name },
  });
  expect((await failures(attempts())).failed).toEqual([]);
});

test('public forms', async () => {
  const settings = {
    enabled: true,
    title: LABEL,
    limit: 5,
    once: 'day',
    onceField: 'title',
    fields: ['title', 'amount'],
    capture: [{ param: 'from', field: 'closes' }],
    owner: null,
    query: { by: ['title'], shows: ['amount'] },
  };
  const offered = await failures(bodies('savePublicForm', [{ settings, password: null }]));
  await failures([{ id: 'savePublicForm', body: { settings: { enabled: true }, password: null } }]);
  const { token: link } = await server.call('getPublicForm', { token, params: DEALS });
  const visit = { params: { from: 'x', title: '甲' }, pass: 'x' };
  const sent = { id: params.id ?? '', visitor: 'a-visitor-of-the-fuzz', values: VALUES, ...visit };
  function* attempts(): Generator<Attempt> {
    yield* bodies('openPublicForm', [visit], 6);
    yield* bodies('unlockPublicForm', [{ password: 'x' }], 6);
    yield* bodies('submitPublicForm', [sent]);
    yield* bodies('queryPublicForm', [{ by: { title: '甲' }, pass: 'x' }]);
  }
  const visits = [...attempts()].map((one) => ({ ...one, params: { token: link } }));
  expect([...offered.failed, ...(await failures(visits)).failed]).toEqual([]);
});

test('designing: versions, uses, templates of fields, new fields', async () => {
  function* attempts(): Generator<Attempt> {
    yield* bodies('listUses', [{ fields: ['stage', 'lines.a'], option: 'won' }]);
    yield* bodies('listTouched', [{ open: 'stage' }], 12);
    yield* bodies('purgeRemoved', [{ field: 'stage' }], 6);
    yield* bodies('saveFieldTemplate', [{ name: '甲', parts: { trellis: 'form-parts' } }], 6);
    yield* bodies('addOption', [{ field: 'stage', label: '甲' }], 6);
    yield* bodies('setNextNumber', [{ field: 'stage', next: 3 }], 6);
    for (const id of ['attendDesign', 'leaveDesign', 'getVersion', 'listRemoved'] as const) yield { id };
    for (const before of ['0', '-1', '1e9', '9007199254740993'])
      yield { id: 'listVersions', query: `before=${before}` };
    for (const version of ['9', '999999999999999']) yield { id: 'getVersion', params: { version } };
    const config = { maxLength: 5, columns: { a: 1 } };
    const fields = bodies('addField', [{ type: 'text', label: LABEL, config, view: 'all' }], 4);
    yield* [...fields].filter((_, index) => index % 2 === 0);
    const types = ['subform', 'formula', 'select', 'rollup', 'lookup', 'autonumber', 'reference', 'file'];
    for (const [index, type] of types.entries()) {
      const odd = ODD.slice(index * 4, index * 4 + 4);
      for (const one of odd)
        yield {
          id: 'addField',
          body: { type, label: LABEL, config: { form: one, options: one, expr: one, parts: one, path: one } },
        };
    }
  }
  const own = { template: params.id ?? '' };
  const all = [...attempts()].map((one) => (one.id === 'saveFieldTemplate' ? { ...one, params: own } : one));
  expect((await failures(all)).failed).toEqual([]);
});

test('designing: on a draft of any shape', async () => {
  const failed: string[] = [];
  for (const [index, document] of [...ODD, { properties: null }, { properties: [], trellis: 1 }].entries()) {
    const reads: Attempt[] = [
      { id: 'listUses', body: { fields: ['stage'] } },
      { id: 'listTouched', body: { open: 'stage' } },
      { id: 'planPublish' },
      { id: 'listRemoved' },
      { id: 'attendDesign' },
      { id: 'exportForm' },
    ];
    if (index % 4 === 0) reads.push({ id: 'addField', body: { type: 'text', label: LABEL } });
    for (const some of [[{ id: 'saveDraft', body: { document } }] as Attempt[], reads])
      failed.push(
        ...(await failures(some)).failed.map(
          (line) => `${line} on ${JSON.stringify(document).slice(0, 100)}`,
        ),
      );
  }
  await failures([{ id: 'saveDraft', body: { document: dealForm() } as unknown as Json }]);
  expect(failed).toEqual([]);
});

test('forms that are deleted', async () => {
  const key = await spareForm();
  function* attempts(): Generator<Attempt> {
    for (const text of ODD) {
      if (typeof text !== 'string' || text === '\ud800') continue;
      yield { id: 'purgeForm', params: { key }, query: `confirm=${encodeURIComponent(text)}` };
    }
    yield { id: 'planDeletion', params: { key } };
    yield { id: 'queryRecords', params: { form: key }, body: {} };
    yield { id: 'saveDraft', params: { key }, body: { document: dealForm() as unknown as Json } };
    yield { id: 'publish', params: { key } };
    for (const label of [...ODD, LABEL]) yield { id: 'restoreForm', params: { key }, body: { label } };
    yield { id: 'deleteForm', params: { key } };
    yield { id: 'deleteForm', params: { key } };
    yield { id: 'listBinnedForms' };
    yield { id: 'purgeForm', params: { key }, query: `confirm=${key}` };
    yield { id: 'restoreForm', params: { key }, body: {} };
  }
  await server.call('deleteForm', { token, params: { workspace: WORKSPACE, app: 'crm', key } });
  expect((await failures(attempts(), 2)).failed).toEqual([]);
});

test('new forms: copies, files, templates', { timeout: 120_000 }, async () => {
  const file = await server.send({ url: `/api/v1/w/${WORKSPACE}/apps/crm/forms/customer/file`, token });
  expect(file.status).toBe(200);
  const parcels = [...distorted({ parcel: file.body as unknown as Json }, 1)];
  function* attempts(): Generator<Attempt> {
    yield* bodies('copyForm', [{ app: 'crm', label: LABEL, data: true }], 1);
    yield* bodies('takeForms', [{ app: 'crm', forms: ['deal'], sampleData: true }]);
    for (const body of parcels.filter((_, index) => index % 4 === 0)) yield { id: 'createForms', body };
  }
  expect((await failures(attempts(), 2)).failed).toEqual([]);
});

test('new forms: out of a spreadsheet', { timeout: 120_000 }, async () => {
  const boundary = 'odd';
  const upload = (name: string, content: string) =>
    server.send({
      method: 'POST',
      url: `/api/v1/w/${WORKSPACE}/apps/crm/books`,
      token,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--${boundary}--\r\n`,
    });
  for (const name of ['', 'a\u0000.csv', 'x.xlsx', 'x.csv', '\ud83d.csv'])
    for (const content of [
      '',
      '名\n"open',
      'PK\u0003\u0004',
      '\u0000\u0000',
      '名,名,\n甲,\u0000\n',
      ','.repeat(300),
    ])
      expect((await upload(name, content)).status, `${name}: ${content}`).toBeLessThan(500);
  const { body } = await upload('客户.csv', '名称,金额\n甲,1\n乙,2\n');
  const names = { id: String(body.id) };
  const [sheet] = body.sheets as readonly { readonly id: string }[];
  const made: Json = {
    forms: [
      {
        sheet: sheet?.id ?? '',
        key: 'from_book',
        document: dealForm() as unknown as Json,
        view: { vocabulary: 1, form: 'from_book', kind: 'table', label: LABEL, config: { columns: [] } },
        mapping: { headerRows: 1, columns: [{ column: 0, field: 'title' }] },
      },
    ],
  };
  const attempts = [
    ...bodies('describeSheet', [{ sheet: sheet?.id ?? '', headerRows: 1 }], 6),
    ...[...bodies('createFromBook', [made], 1)].filter((_, index) => index % 8 === 0),
  ].map((one) => ({ ...one, params: names }));
  expect((await failures(attempts, 2)).failed).toEqual([]);
});

const LABEL = { zh: '名', en: 'Name' };
const APP: Json = {
  vocabulary: 1,
  label: LABEL,
  icon: 'x',
  menu: [{ key: 'a', label: LABEL, items: [{ kind: 'form', form: 'deal' }] }],
};
const DOCUMENTS: Record<string, Json> = {
  view: {
    vocabulary: 1,
    form: 'deal',
    kind: 'table',
    label: LABEL,
    position: 1,
    filter: { '==': [{ var: 'stage' }, 'won'] },
    sort: [{ field: 'amount', dir: 'desc' }],
    config: { columns: [{ field: 'title', width: 100 }] },
  },
  role: {
    vocabulary: 1,
    label: LABEL,
    forms: {
      deal: {
        actions: ['view', 'create', 'edit'],
        rows: { '==': [{ var: 'customer.name' }, '启明'] },
        hidden: ['secret'],
        readonly: ['stage'],
      },
    },
    dashboards: [],
  },
  dashboard: {
    vocabulary: 1,
    label: LABEL,
    cards: [
      {
        key: 'n',
        label: LABEL,
        x: 0,
        y: 0,
        w: 6,
        h: 3,
        chart: 'kpi',
        config: {},
        report: { form: 'deal', dimensions: [], measures: [{ key: 'n', op: 'count' }] },
      },
    ],
  },
};

/** Saves, plans and publishes each document, then reads with it; what was published by mistake must not break reading. */
async function published(kind: string, documents: Iterable<Json>, as: string): Promise<string[]> {
  const failed: string[] = [];
  const at = { kind, key: 'fuzz' };
  for (const document of documents) {
    const draft = await failures([{ id: 'saveDraft', params: at, body: { document } }]);
    const rest = await failures([
      { id: 'planPublish', params: at },
      { id: 'publish', params: at },
    ]);
    const reads: Attempt[] = [{ id: 'getCatalog', as }];
    if (kind === 'role') reads.push({ id: 'queryRecords', body: {}, as }, { id: 'getRecord', as });
    if (kind === 'form') {
      reads.push({ id: 'queryRecords', params: { form: 'fuzz' }, body: {} });
      reads.push({ id: 'createRecord', params: { form: 'fuzz' }, body: { values: { title: 'x' } } });
    }
    for (const reply of [draft, rest, await failures(reads)]) {
      failed.push(...reply.failed.map((line) => `${line} after ${JSON.stringify(document).slice(0, 900)}`));
    }
  }
  return failed;
}

test('drafts: revisions and labels', async () => {
  function* attempts(): Generator<Attempt> {
    yield* bodies('saveDraft', [{ document: DOCUMENTS.view ?? null, revision: 1 }], 2);
    for (const revision of [2 ** 31, 2 ** 53, -(2 ** 40), 0]) {
      yield { id: 'saveDraft', body: { document: {}, revision } };
    }
  }
  expect((await failures(attempts())).failed).toEqual([]);
  const document = { ...dealForm(), trellis: { ...dealForm().trellis, label: { zh: '半个\ud83d' } } };
  await failures([{ id: 'saveDraft', body: { document } as unknown as Json }, { id: 'publish' }], 1);
  expect((await failures([{ id: 'exportRecords', body: { format: 'csv' } }])).failed).toEqual([]);
  expect((await failures([{ id: 'exportRecords', body: { format: 'xlsx' } }])).failed).toEqual([]);
});

test.each(['view', 'role', 'dashboard'])('definitions: %s', async (kind) => {
  const document = DOCUMENTS[kind] ?? null;
  await failures([{ id: 'saveDraft', params: { kind, key: 'fuzz' }, body: { document } }]);
  await failures([{ id: 'publish', params: { kind, key: 'fuzz' } }]);
  const body = { name: kind, email: `${kind}@example.com`, password: 'long enough', roles: ['crm:sales'] };
  if (kind === 'role') body.roles = ['crm:fuzz'];
  await server.call('createMember', { token, params: { workspace: WORKSPACE }, body });
  const as = await server.logIn(body.email, body.password);
  const documents = [...distorted(document, 1)].filter((_, index) => index % 3 === 0);
  expect(await published(kind, documents, as)).toEqual([]);
});

test('definitions: form', async () => {
  const document = dealForm() as unknown as { properties: object; trellis: object };
  const { title, amount, stage } = document.properties as Record<string, { trellis: object }>;
  const won = { '==': [{ var: 'stage' }, 'won'] };
  const small = {
    ...document,
    properties: { title, stage, amount: { ...amount, trellis: { ...amount?.trellis, requiredWhen: won } } },
    trellis: { ...document.trellis, checks: [{ key: 'c', when: won, message: LABEL, field: 'amount' }] },
  };
  // Publishing a form changes a table: a sample of them.
  const documents = [...distorted(small as unknown as Json, 1)].filter((_, index) => index % 8 === 0);
  expect(await published('form', [small as unknown as Json, ...documents], token)).toEqual([]);
});
