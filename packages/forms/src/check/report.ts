import type { ValueKind } from '@trellis/logic';
import type { Dimension, Issue, Measure, MeasureOp, ReportDocument } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { conditionIssues, type Forms, pathType } from './expr.ts';

const ORDERED: readonly ValueKind[] = ['number', 'date', 'datetime'];
/** Kinds of values that an aggregate takes; absent = any. */
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
  const issues: Issue[] = [...conditionIssues(report.filter, form, forms, ['filter'])];
  const keys = new Set<string>();
  const once = (key: string, path: Issue['path']) => {
    if (keys.has(key)) issues.push({ path, code: 'duplicate_key', params: { value: key } });
    keys.add(key);
  };
  for (const [index, dimension] of report.dimensions.entries()) {
    once(dimension.key, ['dimensions', index, 'key']);
    issues.push(...at(['dimensions', index], dimensionIssues(dimension, form, forms)));
  }
  for (const [index, measure] of report.measures.entries()) {
    once(measure.key, ['measures', index, 'key']);
    issues.push(...at(['measures', index], measureIssues(measure, form, forms)));
  }
  for (const [index, { by }] of (report.order ?? []).entries()) {
    if (!keys.has(by))
      issues.push({ path: ['order', index, 'by'], code: 'unknown_column', params: { name: by } });
  }
  return issues;
}

const at = (path: Issue['path'], issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));

function dimensionIssues({ path, bucket }: Dimension, form: CompiledForm, forms: Forms): readonly Issue[] {
  const type = pathType(path, form, forms);
  if (!type) return [{ path: ['path'], code: 'unknown_field', params: { name: path } }];
  const dated = type.kind === 'date' || type.kind === 'datetime';
  if (dated && bucket === undefined) return [{ path: ['bucket'], code: 'bucket_missing' }];
  if (!dated && bucket !== undefined) return [{ path: ['bucket'], code: 'bucket_without_date' }];
  return [];
}

function measureIssues({ op, path, filter }: Measure, form: CompiledForm, forms: Forms): readonly Issue[] {
  const issues = [...conditionIssues(filter, form, forms, ['filter'])];
  if (path === undefined) return op === 'count' ? issues : [...issues, { path: ['path'], code: 'missing' }];
  if (op === 'count') return [...issues, { path: ['path'], code: 'path_of_count' }];
  const type = pathType(path, form, forms);
  if (!type) return [...issues, { path: ['path'], code: 'unknown_field', params: { name: path } }];
  const takes = TAKES[op];
  const fits = !takes || (takes.includes(type.kind) && !type.many);
  return fits ? issues : [...issues, { path: ['path'], code: 'wrong_aggregate', params: { op, name: path } }];
}
