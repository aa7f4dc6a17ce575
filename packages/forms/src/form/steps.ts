import type { Issue } from '@trellis/metadata';
import type { CompiledForm } from './compile.ts';
import type { Values } from './record.ts';

/** Changes that a field's type refuses: a stage that may not follow the one before. */
export function stepIssues(form: CompiledForm, before: Values, after: Values): readonly Issue[] {
  const issues: Issue[] = [];
  for (const { key, type, config } of form.fields.values()) {
    if (!type.step) continue;
    const [old, next] = [before[key] ?? null, after[key] ?? null];
    const issue = old === next ? undefined : type.step(old, next, config);
    if (issue) issues.push({ ...issue, path: [key, ...issue.path] });
  }
  return issues;
}
