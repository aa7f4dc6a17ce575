import { type Expr, type Row, references, type Scope, type ScopeForm, type Value } from '@trellis/logic';
import type { SampleRecord } from '../widgets/services.tsx';

/** Asks for records of a form. */
type Ask = (
  form: string,
  query: { readonly filter?: Expr; readonly limit: number },
) => Promise<readonly SampleRecord[]>;

/** Rows of a to-many path that a trial takes: enough to see what a formula does. */
const SAMPLE_ROWS = 200;

/**
 * The record with all that an expression reads of others: `$refs` of the references on its paths, and the rows that
 * belong to it. What the person may not see stays empty, as it would in the form.
 */
export async function withRelated(expr: Expr, record: Row, scope: Scope, ask: Ask): Promise<Row> {
  const paths = references(expr)
    .filter((path) => !path.startsWith('$'))
    .map((path) => path.split('.'));
  return fill(record, scope.form, paths, scope, ask);
}

async function fill(
  record: Row,
  form: ScopeForm,
  paths: readonly (readonly string[])[],
  scope: Scope,
  ask: Ask,
): Promise<Row> {
  const refs: { [key: string]: Value } = {};
  const rows: { [key: string]: Value } = {};
  for (const [key, rest] of byFirst(paths)) {
    const field = form.fields.get(key);
    if (!field) continue;
    const deeper = rest.filter((path) => path.length > 0);
    if (field.rows) {
      const inner = scope.formOf(field.rows.form);
      const found = Array.isArray(record[key])
        ? (record[key] as readonly Row[])
        : await pointing(record, field.rows, ask);
      rows[key] = inner ? await Promise.all(found.map((row) => fill(row, inner, deeper, scope, ask))) : [];
      continue;
    }
    const id = record[key];
    const inner = field.target === undefined ? undefined : scope.formOf(field.target);
    if (deeper.length === 0 || !inner || typeof id !== 'string' || field.target === undefined) continue;
    const [other] = await ask(field.target, { filter: { '==': [{ var: '_id' }, id] }, limit: 1 });
    if (other) refs[key] = await fill(other.row, inner, deeper, scope, ask);
  }
  return { ...record, ...rows, ...(Object.keys(refs).length > 0 ? { $refs: refs } : {}) };
}

async function pointing(
  record: Row,
  { form, via }: { readonly form: string; readonly via: string },
  ask: Ask,
): Promise<readonly Row[]> {
  if (typeof record._id !== 'string') return [];
  const found = await ask(form, { filter: { '==': [{ var: via }, record._id] }, limit: SAMPLE_ROWS });
  return found.map(({ row }) => row);
}

/** The rests of paths by their first step. */
function byFirst(paths: readonly (readonly string[])[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>();
  for (const [first, ...rest] of paths) {
    if (first !== undefined) found.set(first, [...(found.get(first) ?? []), rest]);
  }
  return found;
}
