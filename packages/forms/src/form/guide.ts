import type { Env, Row } from '@trellis/logic';
import type { FieldHint, Issue, OptionDef } from '@trellis/metadata';
import type { Condition, FieldRules } from './behaviour.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import type { Values } from './record.ts';
import type { BehaviourState } from './state.ts';

/** Options that may be chosen while a condition holds. */
export interface CompiledOptions {
  readonly when: Condition;
  readonly options: ReadonlySet<string>;
}

/** Words that stand at a field while a condition holds. */
export interface CompiledHint extends Pick<FieldHint, 'text' | 'tone'> {
  readonly when: Condition;
}

/** Keys of the options that may be chosen now; undefined = all. The same set as long as one rule says so. */
export function offeredNow(
  { options = [] }: FieldRules,
  data: Row,
  env: Env,
): ReadonlySet<string> | undefined {
  const [first, ...more] = options.filter(({ when }) => when.test(data, env));
  if (!first || more.length === 0) return first?.options;
  return new Set([first, ...more].flatMap((one) => [...one.options]));
}

/** The hints that stand at a field now. */
export const hintsNow = ({ hints = [] }: FieldRules, data: Row, env: Env): readonly CompiledHint[] =>
  hints.filter(({ when }) => when.test(data, env));

/** Keys of the chosen options that may not be chosen now. */
export function notOffered(
  value: Values[string] | undefined,
  offered: ReadonlySet<string>,
): readonly string[] {
  const chosen = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return chosen.filter((key): key is string => typeof key === 'string' && !offered.has(key));
}

/** Chosen options of shown fields that the rules do not offer now: nothing is cleared silently. */
export const offerIssues = (form: CompiledForm, values: Values, state: BehaviourState): readonly Issue[] =>
  [...(state.offered ?? [])].flatMap(([key, offered]) => {
    const field = form.fields.get(key);
    if (!field || !state.visible.has(key) || !Object.hasOwn(values, key)) return [];
    return notOffered(values[key], offered).map(
      (option): Issue => ({
        path: [key],
        code: 'option_not_offered',
        params: named(field, option),
      }),
    );
  });

const optionsOf = ({ type, config }: CompiledField): readonly OptionDef[] => type.options?.(config) ?? [];

function named(field: CompiledField, option: string): NonNullable<Issue['params']> {
  const label = optionsOf(field).find(({ key }) => key === option)?.label;
  return { value: label?.zh ?? option, ...(label?.en ? { value_en: label.en } : {}) };
}

/** The options with those that may not be chosen retired: inputs show these only where they are the value. */
export const limitedTo = (
  offered: ReadonlySet<string>,
  options: readonly OptionDef[],
): readonly OptionDef[] =>
  options.map((option) => (offered.has(option.key) ? option : { ...option, retired: true }));

/** The field with the options that may be chosen now. */
export function offering(field: CompiledField, offered: ReadonlySet<string> | undefined): CompiledField {
  if (!offered || !Array.isArray(field.config.options)) return field;
  const options = limitedTo(offered, optionsOf(field));
  return { ...field, config: { ...field.config, options } as unknown as CompiledField['config'] };
}
