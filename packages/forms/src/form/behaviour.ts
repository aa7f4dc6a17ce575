import {
  type Checked,
  type CheckResult,
  check,
  compile,
  type Env,
  type Expr,
  type Row,
  references,
  type Scope,
  type Value,
} from '@trellis/logic';
import type { FormCheck, Issue } from '@trellis/metadata';
import type { CompiledForm } from './compile.ts';
import { nearbyScope } from './scope.ts';

/** A checked condition and its closure; unknown counts as false. */
export interface Condition {
  readonly checked: Checked;
  test(data: Row, env: Env): boolean;
}

/** Rules of one field; absent = always visible, not required, writable. */
export interface FieldRules {
  readonly visible?: Condition;
  readonly requiredWhen?: Condition;
  readonly readonlyWhen?: Condition;
}

export interface CompiledCheck extends Pick<FormCheck, 'key' | 'message' | 'field'> {
  readonly when: Condition;
}

/** A default that is an expression. */
export interface CompiledDefault {
  readonly field: string;
  readonly checked: Checked;
  value(data: Row, env: Env): Value;
}

/** All expressions of a form, checked and compiled when first asked for. */
export interface FormBehaviour {
  /** Only fields that have rules. */
  readonly rules: ReadonlyMap<string, FieldRules>;
  readonly checks: readonly CompiledCheck[];
  /** In an order in which each finds the defaults that it reads. */
  readonly defaults: readonly CompiledDefault[];
  /** Mistakes in the expressions, at their path in the document; such an expression is left out above. */
  readonly issues: readonly Issue[];
}

const RULES = ['visible', 'requiredWhen', 'readonlyWhen'] as const;

/** The behaviour of a form, worked out at the first access to any part of it. */
export function lazyBehaviour(form: () => CompiledForm, owner?: () => CompiledForm): FormBehaviour {
  let built: FormBehaviour | undefined;
  const get = (): FormBehaviour => {
    built ??= build(form(), owner?.());
    return built;
  };
  return {
    get rules() {
      return get().rules;
    },
    get checks() {
      return get().checks;
    },
    get defaults() {
      return get().defaults;
    },
    get issues() {
      return get().issues;
    },
  };
}

function build(form: CompiledForm, owner: CompiledForm | undefined): FormBehaviour {
  // Behaviour reads the record alone: paths into other records need data that the form on screen does not have.
  // Rows and the record that owns them do see each other.
  const scope: Scope = nearbyScope(form, owner);
  const issues: Issue[] = [];
  const take = (result: CheckResult, path: Issue['path']): Checked | undefined => {
    // Options that are gone make a condition odd, not broken: it is kept, and publishing anew asks about it.
    for (const issue of result.ok ? result.warnings : result.issues)
      issues.push({ ...issue, path: [...path, ...issue.path] });
    return result.ok ? result.value : undefined;
  };
  // A row has no past of its own: rows come, go and change places.
  const condition = (expr: Expr, path: Issue['path']): Condition | undefined => {
    const checked = take(check(expr, atHand, { root: 'condition', before: !owner }), path);
    if (!checked) return undefined;
    const run = compile(checked);
    return { checked, test: (data, env) => run(data, env) === true };
  };

  // Conditions leave nothing behind: they may read what is stored encrypted.
  const atHand: Scope = { ...scope, readsEncrypted: true };
  const rules = new Map<string, FieldRules>();
  const defaults: CompiledDefault[] = [];
  for (const { key, meta, type, kind, many } of [...form.fields.values(), ...form.displays.values()]) {
    const at = ['properties', key, 'trellis'];
    const own: { -readonly [K in keyof FieldRules]: FieldRules[K] } = {};
    for (const name of RULES) {
      const expr = type.display && name !== 'visible' ? undefined : meta[name];
      const compiled = expr === undefined ? undefined : condition(expr, [...at, name]);
      if (compiled) own[name] = compiled;
    }
    if (Object.keys(own).length > 0) rules.set(key, own);
    if (meta.default?.kind === 'expr') {
      const expect = many ? { kind, many } : { kind };
      const { options } = form.scopeForm.fields.get(key) ?? {};
      const checked = take(check(meta.default.expr, scope, { expect, options }), [...at, 'default', 'expr']);
      if (checked) defaults.push({ field: key, checked, value: compile(checked) });
    }
  }
  const checks: CompiledCheck[] = [];
  for (const [index, one] of (form.document.trellis.checks ?? []).entries()) {
    const when = condition(one.when, ['trellis', 'checks', index, 'when']);
    if (when) {
      const { key, message, field } = one;
      checks.push(field === undefined ? { key, message, when } : { key, message, field, when });
    }
  }
  return { rules, checks, defaults: inOrder(defaults, issues), issues };
}

/** Defaults after those they read; the members of a cycle are left out and reported. */
function inOrder(defaults: readonly CompiledDefault[], issues: Issue[]): readonly CompiledDefault[] {
  const waiting = new Map(defaults.map((one) => [one.field, one]));
  const ordered: CompiledDefault[] = [];
  for (let moved = true; moved; ) {
    moved = false;
    for (const [field, one] of waiting) {
      if (references(one.checked).some((path) => path !== field && waiting.has(path))) continue;
      waiting.delete(field);
      ordered.push(one);
      moved = true;
    }
  }
  for (const field of waiting.keys()) {
    issues.push({ path: ['properties', field, 'trellis', 'default'], code: 'default_cycle' });
  }
  return ordered;
}
