import {
  type Checked,
  localDateTime,
  normalizeInstant,
  type Row,
  references,
  type Value,
} from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { formNamed } from '../compute/behind.ts';
import type { CompiledField } from '../form/compile.ts';
import type { Refs } from '../widgets/facet.tsx';
import { useTextEnv } from '../widgets/services.tsx';
import { useT } from './messages.tsx';
import type { FormulaWorld } from './world.ts';

interface Used {
  readonly path: string;
  readonly label: string;
  readonly value: Value;
  readonly field: CompiledField | undefined;
}

/** Fields that the formula reads, with what the record holds there; `lines.price` is counted at its rows. */
export function usedValues(checked: Checked, record: Row, world: FormulaWorld): readonly Used[] {
  return references(checked)
    .filter((path) => !path.startsWith('$') && world.names.find(path).is === 'path')
    .map((path) => ({
      path,
      label: world.names.show(path),
      value: valueAt(record, path.split('.')),
      field: fieldAt(world, path),
    }));
}

function valueAt(record: Row, [first = '', ...rest]: readonly string[]): Value {
  const value = record[first] ?? null;
  if (rest.length === 0) return value;
  if (Array.isArray(value)) return (value as readonly Row[]).map((row) => valueAt(row, rest));
  const other = (record.$refs as Row | undefined)?.[first];
  return other ? valueAt(other as Row, rest) : null;
}

function fieldAt({ form, forms, scope }: FormulaWorld, path: string): CompiledField | undefined {
  let current = form.ref;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  for (const step of steps) {
    const field = (current === form.ref ? scope.form : scope.formOf(current))?.fields.get(step);
    current = field?.rows?.form ?? field?.target ?? '';
  }
  return (current === form.ref ? form : formNamed(current, forms))?.fields.get(last);
}

/** The field whose way of writing fits an option: the one that the formula is of, else one that it reads. */
export function resultField(checked: Checked, world: FormulaWorld): CompiledField | undefined {
  const { kind } = checked.type;
  if (kind !== 'option') return undefined;
  const read = references(checked).map((path) => fieldAt(world, path));
  const own = world.self === undefined ? undefined : world.form.fields.get(world.self);
  return [own, ...read].find((field) => field?.kind === kind);
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT.*Z$/.test(text) && normalizeInstant(text) === text;

/** Values in words. */
export function useSay(world: FormulaWorld, refs: Refs | undefined) {
  const t = useT();
  const text = useTextEnv(refs);
  /** To the minute, as clocks show it. */
  const clock = (instant: string) => localDateTime(instant, text.tz).slice(0, 16).replace('T', ' ');
  return (value: Value, field: CompiledField | undefined): string => {
    const one = (item: Value): string => {
      if (item === null || item === '') return t('empty');
      if (typeof item === 'boolean') return t(item ? 'yes' : 'no');
      if (typeof item === 'string' && isInstant(item)) return clock(item);
      if (typeof item !== 'string' && typeof item !== 'number') return JSON.stringify(item);
      const option = field?.type.options?.(field.config)?.find(({ key }) => key === item);
      if (option) return localText(option.label, world.locale);
      return text.title?.(String(item)) ?? String(item);
    };
    if (field && !Array.isArray(value) && value !== null && field.kind !== 'ref' && field.kind !== 'datetime')
      return field.type.format(value, field.config, text);
    if (!Array.isArray(value)) return one(value);
    const items = value as readonly Value[];
    if (items.some((item) => item !== null && typeof item === 'object'))
      return t('rows', { count: items.length });
    return items.length === 0 ? t('empty') : items.map(one).join(world.locale === 'zh' ? '、' : ', ');
  };
}
