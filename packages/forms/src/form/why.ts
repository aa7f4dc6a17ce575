import { check, type Env, type Expr, explain, type Row } from '@trellis/logic';
import type { CompiledForm } from './compile.ts';
import { nearbyScope } from './scope.ts';
import { conditionalSections } from './sections.ts';

/** A condition of a rule, what it came to for a record, and what each of its parts came to. */
export interface Reason {
  readonly rule: 'section' | 'visible' | 'requiredWhen' | 'readonlyWhen';
  readonly holds: boolean;
  /** Whether all parts must hold, or one of them. */
  readonly join: 'and' | 'or';
  readonly parts: readonly { readonly expr: Expr; readonly holds: boolean }[];
}

/** Why a field is shown, required or read-only as it is: its rules with their outcome for a record. */
export function reasonsOf(form: CompiledForm, key: string, data: Row, env: Env): readonly Reason[] {
  const meta = (form.fields.get(key) ?? form.displays.get(key))?.meta;
  const around = conditionalSections(form.document.trellis.layout).find(({ fields }) => fields.includes(key));
  const reason = (rule: Reason['rule'], expr: Expr | undefined): readonly Reason[] =>
    expr === undefined ? [] : outcome(form, rule, expr, data, env);
  return [
    ...reason('section', around?.visible),
    ...reason('visible', meta?.visible),
    ...reason('requiredWhen', meta?.requiredWhen),
    ...reason('readonlyWhen', meta?.readonlyWhen),
  ];
}

function outcome(
  form: CompiledForm,
  rule: Reason['rule'],
  expr: Expr,
  data: Row,
  env: Env,
): readonly Reason[] {
  const owner = form.owner?.();
  const checked = check(expr, nearbyScope(form, owner), { root: 'condition', before: !owner });
  // A condition that is broken is left out of the rules too.
  if (!checked.ok) return [];
  const trace = explain(checked.value, data, env);
  const join = trace.op === 'or' ? 'or' : 'and';
  const args = trace.op === join ? (expr as { readonly [name: string]: Expr })[join] : undefined;
  const holds = trace.value === true;
  if (!Array.isArray(args)) return [{ rule, holds, join, parts: [{ expr, holds }] }];
  const parts = (args as readonly Expr[]).map((part, index) => ({
    expr: part,
    holds: trace.parts[index]?.value === true,
  }));
  return [{ rule, holds, join, parts }];
}
