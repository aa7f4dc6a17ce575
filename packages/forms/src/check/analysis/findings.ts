import type { Checked } from '@trellis/logic';
import type { LocalText } from '@trellis/metadata';
import type { Condition, FieldRules } from '../../form/behaviour.ts';
import type { CompiledField, CompiledForm } from '../../form/compile.ts';
import { ownedFields } from '../../form/owned.ts';
import { circlesOf } from './circles.ts';
import { layoutFindings } from './layout.ts';
import { isSatisfiable, verdictOf, type Wanted } from './solve.ts';

export const FINDING_CODES = [
  'never_shown',
  'always_shown',
  'never_required',
  'never_locked',
  'options_never',
  'options_none',
  'hint_never',
  'required_hidden',
  'required_locked',
  'visible_circle',
  'check_never',
  'check_always',
  'section_never_shown',
  'section_empty',
  'not_placed',
  'title_hidden',
  'title_optional',
  'same_label',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Something in a form that its rules can't mean, or that its maker may not have meant. */
export interface Finding {
  readonly code: FindingCode;
  /** A problem makes part of the form useless; a hint may be as it should be. */
  readonly level: 'problem' | 'hint';
  /** Where it is put right: a field, a section or tab, a check, or the form. */
  readonly at: { readonly kind: 'field' | 'section' | 'check' | 'form'; readonly key: string };
  /** Sub-form of whose rows it is. */
  readonly rows?: string;
  /** Other fields that it is about. */
  readonly names?: readonly LocalText[];
}

/** All that can be told of a form's rules and layout without any record; only what is certain. */
export function formFindings(form: CompiledForm): readonly Finding[] {
  const inRows = ownedFields(form).flatMap(({ key, rows }) =>
    ruleFindings(rows).map((finding): Finding => ({ ...finding, rows: key })),
  );
  return [...ruleFindings(form), ...inRows, ...titleFindings(form), ...layoutFindings(form)];
}

/** What holds for the rules of a form and for those of rows. */
function ruleFindings(form: CompiledForm): readonly Finding[] {
  return [
    ...[...form.fields.values(), ...form.displays.values()].flatMap((field) => fieldFindings(form, field)),
    ...circlesOf(form).map(([first = '', ...others]): Finding => {
      const names = [first, ...others].flatMap((key) => form.fields.get(key)?.meta.label ?? []);
      return { code: 'visible_circle', level: 'problem', at: { kind: 'field', key: first }, names };
    }),
    ...form.behaviour.checks.flatMap(({ key, when }): Finding[] => {
      const verdict = verdictOf(when.checked);
      if (verdict === 'open') return [];
      return [{ code: `check_${verdict}`, level: 'problem', at: { kind: 'check', key } }];
    }),
    ...sameLabels(form),
  ];
}

function fieldFindings(form: CompiledForm, field: CompiledField): readonly Finding[] {
  const { key, meta, type } = field;
  const rules = form.behaviour.rules.get(key);
  const found: Finding[] = [];
  const add = (code: FindingCode, level: Finding['level'] = 'problem') =>
    found.push({ code, level, at: { kind: 'field', key } });
  const shown = verdictIn(rules?.visible);
  // A section that never shows is told once, at the section.
  if (shown === 'never' && meta.visible !== undefined) add('never_shown');
  if (shown === 'always') add('always_shown', 'hint');
  if (verdictIn(rules?.requiredWhen) === 'never') add('never_required');
  if (verdictIn(rules?.readonlyWhen) === 'never') add('never_locked');
  for (const { when, options } of rules?.options ?? []) {
    if (verdictIn(when) === 'never') add('options_never');
    const offered = type
      .options?.(field.config)
      ?.filter((option) => options.has(option.key) && !option.retired);
    if (offered?.length === 0) add('options_none');
  }
  for (const { when } of rules?.hints ?? []) if (verdictIn(when) === 'never') add('hint_never');
  if (isRequiredWhile(field, rules, (rule) => rule.visible, 'true') === false) add('required_hidden');
  const fillable =
    meta.readonly === true ? false : isRequiredWhile(field, rules, (rule) => rule.readonlyWhen, 'not_true');
  if (fillable === false && isEverRequired(field, rules) && !meta.default && !type.generated)
    add('required_locked');
  return found;
}

const verdictIn = (condition: Condition | undefined) => condition && verdictOf(condition.checked);

const isEverRequired = (field: CompiledField, rules: FieldRules | undefined): boolean =>
  field.required || (rules?.requiredWhen !== undefined && verdictIn(rules.requiredWhen) !== 'never');

/** Whether a field may be required while another of its rules says something; undefined where it never is, or no rule says so. */
function isRequiredWhile(
  field: CompiledField,
  rules: FieldRules | undefined,
  other: (rules: FieldRules) => Condition | undefined,
  want: Wanted[number][1],
): boolean | undefined {
  const condition = rules && other(rules);
  if (!condition || !isEverRequired(field, rules)) return undefined;
  const required: Checked | undefined = field.required ? undefined : rules.requiredWhen?.checked;
  return isSatisfiable([[condition.checked, want], ...(required ? [[required, 'true'] as const] : [])]);
}

/** Two fields of one name can't be told apart by who fills in, imports or filters. */
function sameLabels(form: CompiledForm): readonly Finding[] {
  const seen = new Set<string>();
  return [...form.fields.values()].flatMap(({ key, meta }): Finding[] => {
    const name = meta.label.zh.trim();
    const again = seen.has(name);
    seen.add(name);
    return again
      ? [{ code: 'same_label', level: 'hint', at: { kind: 'field', key }, names: [meta.label] }]
      : [];
  });
}

/** Records without a title are hard to find and to choose. */
function titleFindings(form: CompiledForm): readonly Finding[] {
  const title = form.fields.get(form.titleField);
  if (!title || title.type.generated) return [];
  const at = { kind: 'field', key: title.key } as const;
  if (form.behaviour.rules.get(title.key)?.visible) return [{ code: 'title_hidden', level: 'hint', at }];
  if (!title.required && !title.meta.default) return [{ code: 'title_optional', level: 'hint', at }];
  return [];
}
