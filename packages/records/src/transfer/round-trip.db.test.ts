import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type FieldType, fieldTypes } from '@trellis/forms/model';
import { SEED, valuesOf } from '@trellis/forms/testing';
import type { Value } from '@trellis/logic';
import { AppError, newId } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  type Ctx,
  createRecord,
  exportRecords,
  getRecord,
  type Imports,
  openImports,
  publishBundle,
  queryRecords,
} from '../server.ts';
import { settled } from '../testing/imports.ts';
import { role } from '../testing/people.ts';

/** Values that people write and read as text; files, rows and what is computed have tests of their own. */
const types: readonly FieldType[] = fieldTypes
  .list()
  .filter(
    (type) => !type.display && !type.computed && !type.generated && type.kind !== 'file' && !type.owned,
  );
const configOf = (type: FieldType) => type.example?.config ?? type.config.defaults();
const properties = () => ({
  name: field('text', {}, { label: { zh: '名称' } }),
  ...Object.fromEntries(
    types.map((type) => [`f_${type.type}`, field(type.type, configOf(type), { label: type.label })]),
  ),
});

/** Its example must be ticked. */
const MUST = { f_checkbox: true };

const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-round-trip-'));
let at: TestWorkspace;
let ctx: Ctx;
let imports: Imports;
/** Ids and keys that exist, by what a field points to. */
const ids = new Map<string, readonly string[]>();

beforeAll(async () => {
  at = await openTestWorkspace();
  const named = () => form({ name: field('text') });
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle(
      { thing: form(properties()), copy: form(properties()), account: named(), contact: named() },
      { roles: { sales: role({}), boss: { ...role({}), label: { zh: '主管', en: 'Boss' } } } },
    ),
  );
  ctx = await at.ctx();
  imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
  const accounts = ['苏州精工', '杭州海川', 'Nordwind, "GmbH"'].map((name) =>
    createRecord(ctx, 'crm:account', { values: { name } }),
  );
  ids.set(
    'crm:account',
    (await Promise.all(accounts)).map(({ id }) => id),
  );
  const members = [newId(), newId()];
  await at.pool.query(
    `insert into ${at.schema}.member (id, name) values ($1, '王磊'), ($2, 'Anna')`,
    members,
  );
  ids.set('$member', members);
  const departments = [newId(), newId()];
  await at.pool.query(
    `insert into ${at.schema}.department (id, name, parent_id) values ($1, '销售部', null), ($2, '华东', $1)`,
    departments,
  );
  ids.set('$department', departments);
  ids.set('$role', ['crm:sales', 'crm:boss']);
});
afterAll(async () => {
  await imports.stop();
  await at.close();
  rmSync(dir, { recursive: true });
});

/** Values as a client may send them; ids only of what exists. */
function inputsOf(type: FieldType): fc.Arbitrary<unknown> {
  const config = configOf(type);
  const known = ids.get(targetOf(type) ?? '');
  if (!known) return fc.oneof(valuesOf(type.valueSchema(config)), fc.constant(type.example?.value ?? null));
  const { many } = type.valueType?.(config) ?? type;
  return many ? fc.subarray([...known]) : fc.constantFrom(...known);
}

function targetOf(type: FieldType): string | undefined {
  if (type.type === 'role') return '$role';
  const target = type.target?.(configOf(type));
  return target === undefined || target.startsWith('$') ? target : `crm:${target}`;
}

/** The value as it will be stored, or undefined where the field would refuse it. */
function accepted(type: FieldType, input: unknown): Value | undefined {
  const value = type.normalise(input, configOf(type));
  return value.ok && value.value !== null ? value.value : undefined;
}

/** What was sent of each type, by the names of its records. */
const sent = new Map<FieldType, ReadonlyMap<string, Value>>();

test.each(types.map((type) => [type.type, type] as const))(
  '%s: what is sent is what is read',
  async (_, type) => {
    const key = `f_${type.type}`;
    const mine = new Map<string, Value>();
    for (const input of fc.sample(inputsOf(type), { ...SEED, numRuns: 40 })) {
      const value = accepted(type, input);
      if (value === undefined) continue;
      const name = `${type.type} ${mine.size}`;
      const created = await createRecord(ctx, 'crm:thing', { values: { name, ...MUST, [key]: input } }).catch(
        refused(key),
      );
      // Bounds and patterns are judged after the normal form; what they refuse has tests elsewhere.
      if (!created) continue;
      mine.set(name, value);
      const record = await getRecord(ctx, 'crm:thing', created.id);
      expect(record.values[key]).toEqual(value);
    }
    expect(mine.size).toBeGreaterThan(5);
    sent.set(type, mine);
  },
);

test.each(['csv', 'xlsx'] as const)('what goes out as %s comes in again', async (format) => {
  const rows = await imported(format);
  expect(rows.size).toBe([...sent.values()].reduce((sum, { size }) => sum + size, 0));
  for (const [type, mine] of sent) {
    const read = (value: Value) => (type.lossy ? shown(type, value) : value);
    const found = [...mine.keys()].map((name) => rows.get(name)?.[`f_${type.type}`] ?? null);
    expect(found.map(read), type.type).toEqual([...mine.values()].map(read));
  }
  expect(sent.size).toBe(types.length);
});

/** All records as a file, and what an import into an empty form makes of it, by name. */
async function imported(format: 'csv' | 'xlsx'): Promise<Map<string, Readonly<Record<string, Value>>>> {
  const { name, content } = await exportRecords(ctx, 'crm:thing', { format });
  const bytes = await buffer(content);
  let job = await imports.upload(ctx, 'crm:copy', { name, content: Readable.from([bytes]) });
  job = await settled(imports, ctx, 'crm:copy', await imports.preview(ctx, 'crm:copy', job.id, job.mapping));
  expect(job.preview?.errors).toEqual([]);
  const begun = await imports.commit(ctx, 'crm:copy', job.id, { skipInvalid: false });
  job = await settled(imports, ctx, 'crm:copy', begun);
  expect(job.state).toBe('done');
  const found = new Map<string, Readonly<Record<string, Value>>>();
  for (let after: string | null | undefined; after !== null; ) {
    const page = await queryRecords(ctx, 'crm:copy', { limit: 500, ...(after ? { after } : {}) });
    for (const { values } of page.records) found.set(String(values.name), values as Record<string, Value>);
    after = page.next;
  }
  await at.pool.query(`delete from ${at.schema}.${ctx.catalog.forms.get('crm:copy')?.table}`);
  return found;
}

/** Nothing for a value that the field refuses; any other mistake is one. */
const refused = (key: string) => (error: unknown) => {
  const ofField = error instanceof AppError && error.issues.every(({ path }) => path.includes(key));
  if (!ofField || error.issues.length === 0) throw error;
  return undefined;
};

const shown = (type: FieldType, value: Value): string =>
  value === null ? '' : type.format(value, configOf(type), { locale: 'zh', tz: at.workspace.tz });
