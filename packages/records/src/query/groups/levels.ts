import type { Frag, ValueKind, ValueType } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import type { Scoped } from '../../access/scoped.ts';
import type { GroupQuery } from '../../types.ts';
import { invalid, unknownField } from '../input.ts';
import type { Unnest } from '../select.ts';

type Asked = GroupQuery['by'][number];

/** One level of groups. */
export interface Level {
  /** Type of what makes a group: of dates the first local day of their period. */
  readonly type: ValueType;
  readonly value: Frag;
  /** A list of values; each of them makes a group. */
  readonly unnest?: Unnest;
  readonly dir: 'asc' | 'desc';
  readonly order: 'value' | 'count';
  /** Keys of the options in their own order. */
  readonly options?: readonly string[];
  /** What an id points to. */
  readonly target?: string;
}

const GROUPED: ReadonlySet<ValueKind> = new Set(['option', 'ref', 'boolean', 'text', 'date', 'datetime']);

/** The wanted levels. Errors: query_invalid (unknown_field, encrypted_field, not_groupable, bucket_without_date). */
export const levelsOf = (scope: Scoped, by: readonly Asked[]): Level[] =>
  by.map((asked, index) => levelOf(scope, asked, index));

function levelOf(
  scope: Scoped,
  { field: key, bucket, dir = 'asc', order = 'value' }: Asked,
  index: number,
): Level {
  const path = ['by', index, 'field'];
  const field = scope.access.scope.form.fields.get(key);
  if (!field || field.rows) throw unknownField(path, key);
  const { kind, many = false } = field.type;
  const params = { name: key };
  if (field.encrypted) throw invalid({ path, code: 'encrypted_field', params });
  if (!GROUPED.has(kind)) throw invalid({ path, code: 'not_groupable', params });
  const dated = kind === 'date' || kind === 'datetime';
  if (bucket && !dated) throw invalid({ path: ['by', index, 'bucket'], code: 'bucket_without_date' });
  const unnest = many ? { list: scope.column(key), name: `u${index}` } : undefined;
  const value = unnest ? raw(`${unnest.name}.value`) : scope.column(key);
  const compiled = scope.access.visible.get(key);
  const options = compiled?.type.options?.(compiled.config);
  return {
    type: { kind: dated ? 'date' : kind },
    value: dated ? periodOf(scope, value, kind, bucket ?? 'day') : value,
    dir,
    order,
    ...(unnest ? { unnest } : {}),
    ...(options ? { options: options.map((option) => option.key) } : {}),
    ...(field.target === undefined ? {} : { target: field.target }),
  };
}

/** The first local day of the period that a date or an instant is in. Weeks start on Monday. */
function periodOf(
  { reading }: Scoped,
  value: Frag,
  kind: ValueKind,
  bucket: NonNullable<Asked['bucket']>,
): Frag {
  if (kind === 'date')
    return bucket === 'day' ? value : frag`date_trunc('${raw(bucket)}', ${value}::timestamp)::date`;
  const local = frag`${value} AT TIME ZONE ${param(reading.env.tz, 'text')}`;
  return bucket === 'day' ? frag`(${local})::date` : frag`date_trunc('${raw(bucket)}', ${local})::date`;
}
