import {
  addDecimal,
  check,
  compareDecimal,
  divDecimal,
  type Env,
  type Row,
  type Scope,
  test,
  type Value,
} from '@trellis/logic';
import type { Bucket, Dimension, Measure, ReportDocument } from '@trellis/metadata';

/**
 * What a report must answer, computed record by record without SQL and without any code of the report engine. `records` are
 * those that the member sees, with what they refer to under `$refs` as far as the member sees that.
 */
export interface NaiveGroup {
  readonly dims: readonly (string | null)[];
  readonly values: readonly (string | null)[];
  readonly records: readonly Row[];
}

export function naive(report: ReportDocument, records: readonly Row[], scope: Scope, env: Env) {
  const holds = (condition: ReportDocument['filter'], record: Row) => {
    if (condition === undefined) return true;
    const checked = check(condition, scope, { root: 'condition' });
    if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
    return test(checked.value, record, env);
  };
  const wanted = records.filter((record) => holds(report.filter, record));
  const groups = new Map<string, Row[]>();
  if (report.dimensions.length === 0) groups.set('[]', []);
  for (const record of wanted) {
    const key = JSON.stringify(
      report.dimensions.map((dimension) => dimensionOf(record, dimension, scope, env)),
    );
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const measure = (of: Measure, among: readonly Row[]) =>
    aggregate(
      of,
      among.filter((record) => holds(of.filter, record)),
      scope,
    );
  return {
    groups: [...groups].map(
      ([key, among]): NaiveGroup => ({
        dims: JSON.parse(key) as (string | null)[],
        values: report.measures.map((of) => measure(of, among)),
        records: among,
      }),
    ),
    totals: report.measures.map((of) => (of.op === 'count_distinct' ? null : measure(of, wanted))),
    /** Records behind a measure of a group. */
    behind: (of: Measure, among: readonly Row[]) => among.filter((record) => holds(of.filter, record)).length,
  };
}

/** The value at the end of a path; one that points to an unseen record of a form is none. */
function read(record: Row, path: string, scope: Scope): Value {
  let row: Row | undefined = record;
  let form = scope.form;
  const steps = path.split('.');
  for (const step of steps.slice(0, -1)) {
    row = (row?.$refs as Readonly<Record<string, Row>> | undefined)?.[step];
    form = scope.formOf(form.fields.get(step)?.target ?? '') ?? form;
  }
  const last = steps.at(-1) ?? '';
  const target = form.fields.get(last)?.target;
  if (target?.includes(':') && !(row?.$refs as Row | undefined)?.[last]) return null;
  return (row?.[last] ?? null) as Value;
}

function dimensionOf(record: Row, { path, bucket }: Dimension, scope: Scope, env: Env): string | null {
  const value = read(record, path, scope);
  if (value === null) return null;
  if (bucket === undefined) return String(value);
  // Swedish writes dates as ISO does.
  const text = String(value);
  const day = text.length > 10 ? new Date(text).toLocaleDateString('sv-SE', { timeZone: env.tz }) : text;
  return firstDay(day, bucket);
}

function firstDay(day: string, bucket: Bucket): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const two = (n: number) => String(n).padStart(2, '0');
  if (bucket === 'year') return `${year}-01-01`;
  if (bucket === 'quarter') return `${year}-${two(month - ((month - 1) % 3))}-01`;
  if (bucket === 'month') return `${year}-${two(month)}-01`;
  if (bucket === 'day') return day;
  const date = new Date(`${day}T12:00:00Z`);
  while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function aggregate({ op, path }: Measure, records: readonly Row[], scope: Scope): string | null {
  if (path === undefined) return String(records.length);
  const values = records
    .map((record) => read(record, path, scope))
    .filter((value) => value !== null)
    .map(String);
  const sum = addDecimal('0', ...(op === 'sum' || op === 'avg' ? values : []));
  const isNumber = values.every((value) => !value.includes('-', 1));
  const sorted = [...values].sort((a, b) => (isNumber ? compareDecimal(a, b) : a < b ? -1 : 1));
  if (op === 'sum') return sum;
  if (op === 'avg') return divDecimal(sum ?? '0', String(values.length));
  if (op === 'count_distinct') return String(new Set(values).size);
  return (op === 'min' ? sorted[0] : sorted.at(-1)) ?? null;
}
