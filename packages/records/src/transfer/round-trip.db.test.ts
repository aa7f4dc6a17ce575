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
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
beforeEach(async () => {
  for (const ref of ['crm:thing', 'crm:copy']) {
    await at.pool.query(`delete from ${at.schema}.${ctx.catalog.forms.get(ref)?.table}`);
  }
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

async function imported(format: 'csv' | 'xlsx'): Promise<readonly Readonly<Record<string, Value>>[]> {
  const { name, content } = await exportRecords(ctx, 'crm:thing', {
    format,
    sort: [{ field: 'name', dir: 'asc' }],
  });
  const bytes = await buffer(content);
  let job = await imports.upload(ctx, 'crm:copy', { name, content: Readable.from([bytes]) });
  job = await imports.preview(ctx, 'crm:copy', job.id, job.mapping);
  expect(job.preview?.errors).toEqual([]);
  job = await imports.commit(ctx, 'crm:copy', job.id, { skipInvalid: false });
  expect(job.state).toBe('done');
  const { records } = await queryRecords(ctx, 'crm:copy', {
    sort: [{ field: 'name', dir: 'asc' }],
    limit: 500,
  });
  return records.map(({ values }) => values as Readonly<Record<string, Value>>);
}

test.each(types.map((type) => [type.type, type] as const))(
  '%s: what is sent is what is read, and what goes out as a file comes in again',
  async (_, type) => {
    const key = `f_${type.type}`;
    const sent: Value[] = [];
    for (const input of fc.sample(inputsOf(type), { ...SEED, numRuns: 40 })) {
      const value = accepted(type, input);
      if (value === undefined) continue;
      const name = String(sent.length).padStart(3, '0');
      const created = await createRecord(ctx, 'crm:thing', { values: { name, ...MUST, [key]: input } }).catch(
        refused(key),
      );
      // Bounds and patterns are judged after the normal form; what they refuse has tests elsewhere.
      if (!created) continue;
      sent.push(value);
      const record = await getRecord(ctx, 'crm:thing', created.id);
      expect(record.values[key]).toEqual(value);
    }
    expect(sent.length).toBeGreaterThan(5);
    for (const format of ['csv', 'xlsx'] as const) {
      const rows = await imported(format);
      await at.pool.query(`delete from ${at.schema}.${ctx.catalog.forms.get('crm:copy')?.table}`);
      const found = rows.map((values) => values[key] ?? null);
      if (!type.lossy) expect(found, format).toEqual(sent);
      else
        expect(
          found.map((value) => shown(type, value)),
          format,
        ).toEqual(sent.map((value) => shown(type, value)));
    }
  },
);

/** Nothing for a value that the field refuses; any other mistake is one. */
const refused = (key: string) => (error: unknown) => {
  const ofField = error instanceof AppError && error.issues.every(({ path }) => path.includes(key));
  if (!ofField || error.issues.length === 0) throw error;
  return undefined;
};

const shown = (type: FieldType, value: Value): string =>
  value === null ? '' : type.format(value, configOf(type), { locale: 'zh', tz: at.workspace.tz });
