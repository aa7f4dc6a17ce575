import { check, type Expr, inWords, type Json } from '@trellis/logic';
import { type Locale, localText } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { nearbyScope } from '../form/scope.ts';
import { changingFields } from './changes.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { askedFields, fieldLabel } from './fields.ts';
import { operatorsOf } from './operators.ts';
import { type FormOf, pathsIn } from './paths.ts';
import type { Near } from './pattern.ts';
import { placeField } from './place.ts';
import type { FilterCondition, FilterField, FilterNode } from './types.ts';

/** One part of a filter in words. */
export interface FilterChip {
  readonly text: string;
  /** Names in it are still being loaded. */
  readonly pending?: true;
  /** The filter without this part; undefined where nothing is left. */
  readonly rest: Expr | undefined;
}

/**
 * The parts of a filter at its top level, each as a short text: 「阶段 是 线索、商机」.
 * @param formOf the forms that references lead to, for conditions behind them
 */
export function describeFilter(
  expr: Expr | undefined,
  form: CompiledForm,
  env: TextEnv,
  formOf: FormOf = () => undefined,
): readonly FilterChip[] {
  const fields = [...changingFields(form), ...askedFields, ...pathsIn(expr, form, formOf)];
  const filter = exprToFilter(expr, fields);
  // "Any of" is one thought: taking one part away would change what the others mean.
  if (filter.join === 'or' && filter.items.length > 1)
    return [chip(say(filter, form, fields, env), undefined)];
  return filter.items.map((item, index) => {
    const items = filter.items.filter((_, at) => at !== index);
    return chip(say(item, form, fields, env), filterToExpr({ ...filter, items }, fields));
  });
}

const chip = (text: string, rest: Expr | undefined): FilterChip =>
  text.includes(UNKNOWN) ? { text, rest, pending: true } : { text, rest };

function say(node: FilterNode, form: CompiledForm, fields: readonly FilterField[], env: TextEnv): string {
  if (node.kind === 'raw') return sayRaw(node.expr, form, fields, env.locale);
  if (node.kind === 'condition') return sayCondition(node, form, fields, env);
  const word = { zh: { and: ' 且 ', or: ' 或 ' }, en: { and: ' and ', or: ' or ' } }[env.locale][node.join];
  return node.items
    .map((item) =>
      item.kind === 'group' ? `(${say(item, form, fields, env)})` : say(item, form, fields, env),
    )
    .join(word);
}

function sayCondition(
  condition: FilterCondition,
  form: CompiledForm,
  fields: readonly FilterField[],
  env: TextEnv,
): string {
  const field = fields.find(({ key }) => key === condition.field);
  const operator = field && operatorsOf(field).find(({ op }) => op === condition.op);
  if (!field || !operator) return condition.field;
  const label = field.label ? localText(field.label, env.locale) : fieldLabel(form, field.key, env.locale);
  const words = localText(operator.label, env.locale);
  const value = condition.value ?? null;
  if (operator.value === 'none') return `${label} ${words}`;
  if (operator.value === 'days' || operator.value === 'count' || operator.value === 'month')
    return `${label} ${words.replace('N', String(value))}`;
  if (operator.value === 'near') return sayNear(label, value as unknown as Near, env.locale);
  if (operator.value === 'own') return `${label} ${words}${sayOwn(String(value), form, env.locale)}`;
  const one = (item: Json) => sayValue(item, field, env);
  if (operator.value === 'range' && Array.isArray(value))
    return `${label} ${words} ${value.map(one).join(' – ')}`;
  const place = operator.value === 'place' && field.field ? placeField(field.field) : undefined;
  if (place && typeof value === 'string') return `${label} ${words} ${sayPlace(value, place, env)}`;
  const items = Array.isArray(value) ? value : [value];
  return `${label} ${words} ${items.map(one).join(env.locale === 'zh' ? '、' : ', ')}`;
}

const sayOwn = (key: string, form: CompiledForm, locale: Locale): string =>
  locale === 'zh' ? `“${fieldLabel(form, key, locale)}”` : ` “${fieldLabel(form, key, locale)}”`;

const sayNear = (label: string, { lat, lng, km }: Near, locale: Locale): string =>
  locale === 'zh'
    ? `${label} 距 ${lat},${lng} ${km} 公里以内`
    : `${label} is within ${km} km of ${lat},${lng}`;

/** Kinds of which conditions compare what was typed, not a value of the field. */
const AS_TYPED: ReadonlySet<string> = new Set(['datetime', 'text', 'json', 'file']);

/** What stands for a name that is not known yet. */
const UNKNOWN = '…';

/** A place by its name; its bare code says nothing to people. */
function sayPlace(value: string, { kind, type, config }: CompiledField, env: TextEnv): string {
  if (kind === 'ref') return env.title?.(value) ?? UNKNOWN;
  const text = type.format(value, config, env);
  return text === value ? UNKNOWN : text;
}

/** A value of a condition as the field's type writes it. */
function sayValue(value: Json, { field, many, kind }: FilterField, env: TextEnv): string {
  if (typeof value !== 'string' && typeof value !== 'number') return String(value);
  const text = String(value);
  if (kind === 'ref') return env.title?.(text) ?? UNKNOWN;
  // Instants are compared by their day, texts as typed.
  if (!field || AS_TYPED.has(kind)) return text;
  return field.type.format(many ? [text] : text, field.config, env);
}

function sayRaw(expr: Expr, form: CompiledForm, fields: readonly FilterField[], locale: Locale): string {
  const checked = check(expr, nearbyScope(form, form.owner?.()), { root: 'condition', before: true });
  if (!checked.ok) return locale === 'zh' ? '高级条件' : 'Advanced condition';
  return inWords(checked.value, locale, {
    field: (path) => {
      const label = fields.find(({ key }) => key === path)?.label;
      return label ? localText(label, locale) : fieldLabel(form, path, locale);
    },
    option: (path, key) => {
      const field = form.fields.get(path);
      const option = field?.type.options?.(field.config)?.find((one) => one.key === key);
      return option ? localText(option.label, locale) : null;
    },
  });
}
