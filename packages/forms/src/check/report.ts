import { check, type Expr, type Scope, type ValueKind, type ValueType } from '@trellis/logic';
import type { Dimension, Issue, Measure, MeasureOp, ReportDocument } from '@trellis/metadata';
import { scopeOf } from '../form/scope.ts';
import type { Forms } from './expr.ts';

const ORDERED: readonly ValueKind[] = ['number', 'date', 'datetime'];
/** Kinds with more to a value than can be told apart by one key. */
const SHAPELESS: readonly ValueKind[] = ['file', 'json'];
/** Kinds of values that an aggregate takes; absent = any but files and JSON. */
const TAKES: { readonly [Op in MeasureOp]?: readonly ValueKind[] } = {
  sum: ['number'],
  avg: ['number'],
  min: ORDERED,
  max: ORDERED,
};

/** Semantic issues of a report of `app` whose structure is sound. */
export function reportIssues(app: string, report: ReportDocument, forms: Forms): readonly Issue[] {
  const form = forms.get(`${app}:${report.form}`);
  if (!form) return [{ path: ['form'], code: 'unknown_form', params: { name: report.form } }];
  return reportIssuesIn(scopeOf(form, forms), report);
}

/** The same against what somebody may name: a field that is not in the scope does not exist. */
export function reportIssuesIn(scope: Scope, report: ReportDocument): readonly Issue[] {
  const issues: Issue[] = [...at(['filter'], conditionIssues(scope, report.filter))];
  const keys = new Set<string>();
  const once = (key: string, path: Issue['path']) => {
    if (keys.has(key)) issues.push({ path, code: 'duplicate_key', params: { value: key } });
    keys.add(key);
  };
  for (const [index, dimension] of report.dimensions.entries()) {
    once(dimension.key, ['dimensions', index, 'key']);
    issues.push(...at(['dimensions', index], dimensionIssues(scope, dimension)));
  }
  for (const [index, measure] of report.measures.entries()) {
    once(measure.key, ['measures', index, 'key']);
    issues.push(...at(['measures', index], measureIssues(scope, measure)));
  }
  for (const [index, { by }] of (report.order ?? []).entries()) {
    if (!keys.has(by))
      issues.push({ path: ['order', index, 'by'], code: 'unknown_column', params: { name: by } });
  }
  return issues;
}

const at = (path: Issue['path'], issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));

function conditionIssues(scope: Scope, condition: Expr | undefined): readonly Issue[] {
  if (condition === undefined) return [];
  const result = check(condition, scope, { root: 'condition' });
  return result.ok ? result.warnings : result.issues;
}

/** Type of the single value that a path leads to; undefined where it leads nowhere, or to rows. */
function pathType(scope: Scope, path: string): ValueType | undefined {
  const result = check({ var: path }, scope);
  return result.ok ? result.value.type : undefined;
}

function dimensionIssues(scope: Scope, { path, bucket }: Dimension): readonly Issue[] {
  const type = pathType(scope, path);
  if (!type) return [{ path: ['path'], code: 'unknown_field', params: { name: path } }];
  // A record with two tags would count twice.
  if (type.many || SHAPELESS.includes(type.kind))
    return [{ path: ['path'], code: 'not_groupable', params: { name: path } }];
  const dated = type.kind === 'date' || type.kind === 'datetime';
  if (dated && bucket === undefined) return [{ path: ['bucket'], code: 'bucket_missing' }];
  if (!dated && bucket !== undefined) return [{ path: ['bucket'], code: 'bucket_without_date' }];
  return [];
}

function measureIssues(scope: Scope, { op, path, filter }: Measure): readonly Issue[] {
  const issues = [...at(['filter'], conditionIssues(scope, filter))];
  if (path === undefined) return op === 'count' ? issues : [...issues, { path: ['path'], code: 'missing' }];
  if (op === 'count') return [...issues, { path: ['path'], code: 'path_of_count' }];
  const type = pathType(scope, path);
  if (!type) return [...issues, { path: ['path'], code: 'unknown_field', params: { name: path } }];
  const takes = TAKES[op];
  const fits = !type.many && (takes ? takes.includes(type.kind) : !SHAPELESS.includes(type.kind));
  return fits ? issues : [...issues, { path: ['path'], code: 'wrong_aggregate', params: { op, name: path } }];
}
