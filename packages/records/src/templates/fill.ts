import { AppError, newId } from '@trellis/metadata';
import type { Catalog, Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { bulkCreate } from '../write/bulk.ts';
import { type PreparedRecord, prepareSample, wavesOf } from './sample.ts';
import type { SampleMember, Template } from './types.ts';

/**
 * Creates a template's sample members and records through the write path, with all its checks.
 * @param catalog knows the app's forms, which need not be published yet
 * @returns records created. Errors: definition_invalid with issues at ["sample", form, index, …].
 */
export async function fillSample(
  ctx: Ctx,
  catalog: Catalog,
  app: string,
  { sample }: Pick<Template, 'sample'>,
): Promise<number> {
  const members = await createMembers(ctx, app, sample.members);
  const records = prepareSample(catalog, app, sample, members, { now: ctx.now, tz: catalog.workspace.tz });
  for (const wave of wavesOf(records)) {
    const byForm = new Map<string, PreparedRecord[]>();
    for (const record of wave) byForm.set(record.form, [...(byForm.get(record.form) ?? []), record]);
    for (const [form, list] of byForm)
      await create({ ...ctx, catalog, cause: 'template' }, `${app}:${form}`, list);
  }
  return records.length;
}

async function create(ctx: Ctx, form: string, records: readonly PreparedRecord[]): Promise<void> {
  try {
    await bulkCreate(
      ctx,
      form,
      records.map((record) => record.row),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.issues.length === 0) throw error;
    // ["create", row, "values", field, …] of the wave → ["sample", form, index, field, …] of the file.
    const issues = error.issues.map((issue) => {
      const record = records[Number(issue.path[1])];
      const rest = issue.path.slice(issue.path[2] === 'values' ? 3 : 2);
      return record ? { ...issue, path: [...record.path, ...rest] } : issue;
    });
    throw new AppError('definition_invalid', { issues, cause: error });
  }
}

/** @returns key and name → id */
async function createMembers(
  ctx: Ctx,
  app: string,
  members: readonly SampleMember[],
): Promise<Map<string, string>> {
  const ids = members.map(() => newId());
  await ctx.pool.query(
    `insert into ${quoteName(ctx.catalog.workspace.schema)}.member (id, name, roles, sample_of)
     select id, name, case when role is null then '{}' else array[role] end, $4
     from unnest($1::uuid[], $2::text[], $3::text[]) as m (id, name, role)`,
    [ids, members.map((m) => m.name), members.map((m) => (m.role ? `${app}:${m.role}` : null)), app],
  );
  const found = new Map<string, string>();
  for (const [index, { key, name }] of members.entries()) {
    const id = ids[index] ?? '';
    found.set(key, id);
    found.set(name, id);
  }
  return found;
}
