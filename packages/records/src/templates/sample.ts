import type { CompiledForm } from '@trellis/forms/model';
import { AppError, type Issue, newId } from '@trellis/metadata';
import type { Catalog } from '../contract.ts';
import type { NewRow } from '../types.ts';
import { type Clock, dayFromToday, momentFromNow, momentOfDay } from './moments.ts';
import type { Sample, SampleRecord } from './types.ts';

/** A sample record ready to be created. */
export interface PreparedRecord {
  readonly form: string;
  readonly id: string;
  readonly row: NewRow;
  /** Ids of sample records that must be there before. */
  readonly needs: ReadonlySet<string>;
  /** Where it stands, for issues: ["sample", form, index]. */
  readonly path: Issue['path'];
}

interface Names {
  /** "form/local id" → record id. */
  readonly records: ReadonlyMap<string, string>;
  /** Key or name → member id. */
  readonly members: ReadonlyMap<string, string>;
  readonly clock: Clock;
}

/**
 * Turns sample records into rows: references and members by id, dates relative to now.
 * @param members key or name → id of the member
 * Errors: definition_invalid with issues at ["sample", form, index, field].
 */
export function prepareSample(
  catalog: Catalog,
  app: string,
  sample: Sample,
  members: ReadonlyMap<string, string>,
  clock: Clock,
): PreparedRecord[] {
  const records = new Map<string, string>();
  for (const [form, list] of sample.records)
    for (const { $id } of list) records.set(`${form}/${$id}`, newId());
  const issues: Issue[] = [];
  const prepared: PreparedRecord[] = [];
  for (const [key, list] of sample.records) {
    const form = catalog.forms.get(`${app}:${key}`);
    if (!form) {
      issues.push({ path: ['sample', key], code: 'sample_unknown_form', params: { name: key } });
      continue;
    }
    for (const [index, record] of list.entries())
      prepared.push(prepare(form, record, ['sample', key, index], { records, members, clock }, issues));
  }
  if (issues.length > 0) throw new AppError('definition_invalid', { issues });
  return prepared;
}

function prepare(
  form: CompiledForm,
  record: SampleRecord,
  path: Issue['path'],
  names: Names,
  issues: Issue[],
): PreparedRecord {
  const needs = new Set<string>();
  const values: Record<string, unknown> = {};
  const meta: { createdAt?: string; owner?: string | null } = {};
  for (const [field, input] of Object.entries(record)) {
    if (field === '$id') continue;
    const asMoment = field === '_created_at' || form.fields.get(field)?.kind === 'datetime';
    const value = resolve(input, asMoment, names, needs, (issue) =>
      issues.push({ ...issue, path: [...path, field] }),
    );
    if (field === '_created_at') meta.createdAt = String(value);
    else if (field === '_owner') meta.owner = value === null ? null : String(value);
    else values[field] = value;
  }
  const id = names.records.get(`${form.key}/${record.$id}`) ?? newId();
  return { form: form.key, id, row: { id, values, meta }, needs, path };
}

/** A value with its marks replaced. An object is a mark if it has exactly one key and that starts with `$`. */
function resolve(
  input: unknown,
  asMoment: boolean,
  names: Names,
  needs: Set<string>,
  report: (issue: Pick<Issue, 'code' | 'params'>) => void,
): unknown {
  if (Array.isArray(input)) return input.map((item) => resolve(item, asMoment, names, needs, report));
  if (typeof input !== 'object' || input === null) return input;
  const [[mark, value] = ['', undefined], ...rest] = Object.entries(input) as [string, unknown][];
  if (rest.length > 0 || !mark.startsWith('$')) {
    const members = Object.entries(input).map(([key, member]) => [
      key,
      resolve(member, asMoment, names, needs, report),
    ]);
    return Object.fromEntries(members);
  }
  const found = (result: string | undefined, code: string, param: string): string | undefined => {
    if (result === undefined) report({ code, params: { [param]: String(value) } });
    return result;
  };
  switch (mark) {
    case '$ref': {
      const id = found(names.records.get(String(value)), 'sample_unknown_ref', 'name');
      if (id !== undefined) needs.add(id);
      return id;
    }
    case '$member':
      return found(names.members.get(String(value)), 'sample_unknown_member', 'name');
    case '$today': {
      const days = Number(value);
      const moment = asMoment ? momentOfDay(days, names.clock) : dayFromToday(days, names.clock);
      return found(moment, 'sample_wrong_moment', 'value');
    }
    case '$now':
      return found(momentFromNow(String(value), names.clock), 'sample_wrong_moment', 'value');
    default:
      return input;
  }
}

/**
 * Sample records in waves: a wave's records refer to records of earlier waves only. Errors: definition_invalid where
 * records refer to each other in a circle.
 */
export function* wavesOf(records: readonly PreparedRecord[]): Generator<readonly PreparedRecord[]> {
  const done = new Set<string>();
  let rest = records;
  while (rest.length > 0) {
    const ready = rest.filter((record) => [...record.needs].every((id) => done.has(id)));
    if (ready.length === 0)
      throw new AppError('definition_invalid', {
        issues: rest.slice(0, 20).map(({ path, form, row }) => ({
          path,
          code: 'sample_unknown_ref',
          params: { name: `${form}/${row.id ?? ''}` },
        })),
      });
    yield ready;
    for (const record of ready) done.add(record.id);
    rest = rest.filter((record) => !done.has(record.id));
  }
}
