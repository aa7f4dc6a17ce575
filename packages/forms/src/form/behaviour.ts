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
import type { CompiledField, CompiledForm } from './compile.ts';
import type { CompiledHint, CompiledOptions } from './guide.ts';
import { rootsOf } from './reads.ts';
import { nearbyScope } from './scope.ts';
import { conditionalSections } from './sections.ts';

/** A checked condition and its closure; unknown counts as false. */
export interface Condition {
  readonly checked: Checked;
  test(data: Row, env: Env): boolean;
}

/** Rules of one field; absent = always visible, not required, writable, every option, no words. */
export interface FieldRules {
  /** What the conditions read, by root (`reads.ts`). */
  readonly reads: ReadonlySet<string>;
  /** Its own condition and that of the section it stands in. */
  readonly visible?: Condition;
  readonly requiredWhen?: Condition;
  readonly readonlyWhen?: Condition;
  readonly options?: readonly CompiledOptions[];
  readonly hints?: readonly CompiledHint[];
}

export interface CompiledCheck extends Pick<FormCheck, 'key' | 'message' | 'field' | 'level' | 'hold'> {
  readonly when: Condition;
  /** What it reads, by root (`reads.ts`). */
  readonly reads: ReadonlySet<string>;
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
  /** When the sections show that have a condition, by key. Their fields have it among their rules. */
  readonly sections: ReadonlyMap<string, Condition>;
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
    get sections() {
      return get().sections;
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
  // Conditions leave nothing behind: they may read what is stored encrypted.
  const atHand: Scope = { ...scope, readsEncrypted: true };
  const issues: Issue[] = [];
  const take = (result: CheckResult, path: Issue['path']): Checked | undefined => {
    // Options that are gone make a condition odd, not broken: it is kept, and publishing anew asks about it.
    for (const issue of result.ok ? result.warnings : result.issues)
      issues.push({ ...issue, path: [...path, ...issue.path] });
    return result.ok ? result.value : undefined;
  };
  // A row has no past of its own: rows come, go and change places.
  const read = (expr: Expr) => check(expr, atHand, { root: 'condition', before: !owner });
  const compiled = (checked: Checked | undefined): Condition | undefined => {
    if (!checked) return undefined;
    const run = compile(checked);
    return { checked, test: (data, env) => run(data, env) === true };
  };
  const condition = (expr: Expr, path: Issue['path']) => compiled(take(read(expr), path));
  // What is odd about the parts has been said of each, where it stands.
  const joined = (expr: Expr, path: Issue['path']) => {
    const result = read(expr);
    return compiled(take(result.ok ? { ...result, warnings: [] } : result, path));
  };

  const sections = new Map<string, Condition>();
  const around = new Map<string, Expr>();
  for (const { key, visible, path, fields, nested } of conditionalSections(form.document.trellis.layout)) {
    if (nested) issues.push({ path, code: 'section_in_section' });
    const shown = nested ? undefined : condition(visible, path);
    if (!shown) continue;
    sections.set(key, shown);
    for (const field of fields) around.set(field, visible);
  }

  const compileOptions = ({ meta, type, config }: CompiledField, at: Issue['path']): CompiledOptions[] => {
    const known = type.options?.(config);
    if (meta.optionsWhen && !known) issues.push({ path: [...at, 'optionsWhen'], code: 'not_a_choice' });
    return (meta.optionsWhen ?? []).flatMap(({ when: expr, options }, index): CompiledOptions[] => {
      const path = [...at, 'optionsWhen', index];
      for (const [place, value] of options.entries())
        if (known && !known.some((option) => option.key === value))
          issues.push({ path: [...path, 'options', place], code: 'no_option', params: { value } });
      const when = condition(expr, [...path, 'when']);
      return when ? [{ when, options: new Set(options) }] : [];
    });
  };

  const rules = new Map<string, FieldRules>();
  const defaults: CompiledDefault[] = [];
  for (const field of [...form.fields.values(), ...form.displays.values()]) {
    const { key, meta, type, kind, many } = field;
    const at = ['properties', key, 'trellis'];
    const own: { -readonly [K in keyof Rules]: Rules[K] } = {};
    for (const name of RULES) {
      const expr = type.display && name !== 'visible' ? undefined : meta[name];
      const rule = expr === undefined ? undefined : condition(expr, [...at, name]);
      if (rule) own[name] = rule;
    }
    const outer = around.get(key);
    const both = outer !== undefined && own.visible ? { and: [outer, own.visible.checked.expr] } : outer;
    const shown = both === undefined ? undefined : joined(both, [...at, 'visible']);
    if (shown) own.visible = shown;
    const options = compileOptions(field, at);
    if (options.length > 0) own.options = options;
    const hints = (meta.hints ?? []).flatMap(({ when: expr, ...words }, index): CompiledHint[] => {
      const when = condition(expr, [...at, 'hints', index, 'when']);
      return when ? [{ ...words, when }] : [];
    });
    if (hints.length > 0) own.hints = hints;
    if (Object.keys(own).length > 0) rules.set(key, { ...own, reads: readsOf(own) });
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
    if (when) checks.push({ ...one, when, reads: rootsOf([when.checked]) });
  }
  return { rules, sections, checks, defaults: inOrder(defaults, issues), issues };
}

type Rules = Omit<FieldRules, 'reads'>;

/** What the rules of a field look at. */
function readsOf(rules: Rules): ReadonlySet<string> {
  const { visible, requiredWhen, readonlyWhen, options = [], hints = [] } = rules;
  const conditions = [visible, requiredWhen, readonlyWhen, ...[...options, ...hints].map(({ when }) => when)];
  return rootsOf(conditions.flatMap((one) => one?.checked ?? []));
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
