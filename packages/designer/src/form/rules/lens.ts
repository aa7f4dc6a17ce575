import type { Expr } from '@trellis/logic';
import type { FieldHint, FieldMeta, FieldSchema, FormDocument, LocalText } from '@trellis/metadata';
import { defined, type FormCommand, withLayout } from '../commands.ts';
import { mapSections, sectionsOf, spread } from '../layout.ts';

/** What happens while the condition of a rule holds. */
export type Effect =
  | { readonly kind: 'show'; readonly fields: readonly string[]; readonly sections: readonly string[] }
  | { readonly kind: 'require'; readonly fields: readonly string[] }
  | { readonly kind: 'lock'; readonly fields: readonly string[] }
  | { readonly kind: 'options'; readonly field: string; readonly options: readonly string[] }
  | ({ readonly kind: 'hint'; readonly field: string } & Omit<FieldHint, 'when'>);

/**
 * One condition and all that it brings about. A form keeps no rules: its fields and sections say by themselves when
 * they show, are required …; rules are what people call the same condition in several places.
 */
export interface Rule {
  readonly when: Expr;
  readonly effects: readonly Effect[];
}

/** Names a rule among those of its form. */
export const ruleId = ({ when }: Pick<Rule, 'when'>): string => JSON.stringify(when);

/** Keywords of a field that are the condition of an effect. */
const CONDITIONS = { show: 'visible', require: 'requiredWhen', lock: 'readonlyWhen' } as const;
type Conditional = keyof typeof CONDITIONS;
const CONDITIONAL = Object.keys(CONDITIONS) as readonly Conditional[];

/** The rules of a form, or of the rows of a sub-form as a form, in the order in which its parts first name them. */
export function readRules(document: FormDocument): readonly Rule[] {
  const whole = wholeConditions(document);
  const found = new Map<string, { when: Expr; effects: Effect[] }>();
  const at = (when: Expr) => {
    const id = JSON.stringify(when);
    const rule = found.get(id) ?? { when, effects: [] };
    found.set(id, rule);
    return rule.effects;
  };
  const add = (kind: Conditional, when: Expr, key: string, list: 'fields' | 'sections' = 'fields') => {
    const effects = at(when);
    const index = effects.findIndex((effect) => effect.kind === kind);
    const old =
      effects[index] ?? (kind === 'show' ? { kind, fields: [], sections: [] } : { kind, fields: [] });
    const names = (old as { readonly [K in typeof list]?: readonly string[] })[list] ?? [];
    effects.splice(index < 0 ? effects.length : index, 1, { ...old, [list]: [...names, key] } as Effect);
  };
  for (const { key, visible } of sectionsOf(spread(document)).values())
    for (const when of alternatives(visible, whole)) add('show', when, key, 'sections');
  for (const [key, { trellis: meta }] of Object.entries(document.properties)) {
    for (const kind of CONDITIONAL)
      for (const when of alternatives(meta[CONDITIONS[kind]], whole)) add(kind, when, key);
    for (const { when, options } of meta.optionsWhen ?? [])
      at(when).push({ kind: 'options', field: key, options });
    for (const { when, ...words } of meta.hints ?? []) at(when).push({ kind: 'hint', field: key, ...words });
  }
  return [...found.values()];
}

/** The document with exactly these rules; what stays the same stays the same object. */
export function writeRules(document: FormDocument, rules: readonly Rule[]): FormDocument {
  const whole = wholeConditions(document);
  const wanted = (kind: Conditional, key: string, list: 'fields' | 'sections' = 'fields'): readonly Expr[] =>
    rules
      .filter(({ effects }) =>
        effects.some(
          (effect) =>
            effect.kind === kind &&
            (effect as { readonly [K in typeof list]?: readonly string[] })[list]?.includes(key),
        ),
      )
      .map(({ when }) => when);
  const of = <K extends Effect['kind']>(kind: K, key: string) =>
    rules.flatMap(({ when, effects }) =>
      effects.flatMap((effect) =>
        effect.kind === kind && 'field' in effect && effect.field === key
          ? [{ when, effect: effect as Extract<Effect, { kind: K }> }]
          : [],
      ),
    );
  const properties = Object.entries(document.properties).map(([key, field]): [string, FieldSchema] => {
    const meta = field.trellis;
    const conditions = CONDITIONAL.map((kind) => {
      const name = CONDITIONS[kind];
      return [name, joined(meta[name], wanted(kind, key), whole)];
    });
    const options = of('options', key).map(({ when, effect }) => ({ when, options: effect.options }));
    const hints = of('hint', key).map(({ when, effect: { kind: _, field: __, ...words } }) => ({
      when,
      ...words,
    }));
    const next = defined({
      ...meta,
      ...Object.fromEntries(conditions),
      optionsWhen: listed(meta.optionsWhen, options),
      hints: listed(meta.hints, hints),
    }) as FieldMeta;
    return [key, equal(next, meta) ? field : { ...field, trellis: next }];
  });
  const nodes = spread(document);
  const layout = mapSections(nodes, (section) => {
    const visible = joined(section.visible, wanted('show', section.key, 'sections'), whole);
    return equal(visible, section.visible) ? section : (defined({ ...section, visible }) as typeof section);
  });
  const changed = properties.some(([key, field]) => field !== document.properties[key]);
  const next = changed ? { ...document, properties: Object.fromEntries(properties) } : document;
  return layout.every((node, index) => node === nodes[index]) ? next : withLayout(next, layout);
}

/** Puts a rule in the place of another: none before is a new one, none after a deleted one. */
export function changeRule(before: Rule | undefined, after: Rule | undefined): FormCommand {
  return {
    label: before ? (after ? CHANGED : DELETED) : ADDED,
    apply(document) {
      const rules = [...readRules(document)];
      const at = before ? rules.findIndex((rule) => ruleId(rule) === ruleId(before)) : -1;
      const put = after ? [after] : [];
      return writeRules(document, at < 0 ? [...rules, ...put] : rules.toSpliced(at, 1, ...put));
    },
  };
}
const ADDED: LocalText = { zh: '新建规则', en: 'Add a rule' };
const CHANGED: LocalText = { zh: '修改规则', en: 'Change a rule' };
const DELETED: LocalText = { zh: '删除规则', en: 'Delete a rule' };

/**
 * The conditions of the rules that make up one condition: something that several rules show is shown by any of them.
 * An “or” is several rules only if one of its parts is a rule elsewhere, or a group of its own; else it is what one rule
 * says.
 */
function alternatives(expr: Expr | undefined, whole: ReadonlySet<string>): readonly Expr[] {
  if (expr === undefined) return [];
  const parts = partsOfOr(expr);
  const isSeveral = parts.some((part) => partsOfOr(part).length > 0 || whole.has(JSON.stringify(part)));
  return isSeveral ? parts : [expr];
}

/** One condition for several rules; the old one where it is made of the same. */
function joined(
  old: Expr | undefined,
  wanted: readonly Expr[],
  whole: ReadonlySet<string>,
): Expr | undefined {
  const texts = [...new Set(wanted.map((one) => JSON.stringify(one)))];
  const before = alternatives(old, whole).map((one) => JSON.stringify(one));
  if (texts.length === before.length && texts.every((text) => before.includes(text))) return old;
  const parts = texts.map((text) => JSON.parse(text) as Expr);
  return parts.length > 1 ? { or: parts } : parts[0];
}

/** The old list where it is of the same items; an empty one is none. */
function listed<T>(old: readonly T[] | undefined, next: readonly T[]): readonly T[] | undefined {
  const sorted = (items: readonly T[] = []) => items.map((item) => JSON.stringify(item)).sort();
  return equal(sorted(old), sorted(next)) ? old : next.length > 0 ? next : undefined;
}

function partsOfOr(expr: Expr): readonly Expr[] {
  const parts = typeof expr === 'object' && expr !== null && 'or' in expr ? expr.or : undefined;
  return Array.isArray(parts) && parts.length > 1 ? (parts as readonly Expr[]) : [];
}

/** Every condition of the document as it stands. */
function wholeConditions(document: FormDocument): ReadonlySet<string> {
  const ofFields = Object.values(document.properties).flatMap(({ trellis: meta }) => [
    ...CONDITIONAL.map((kind) => meta[CONDITIONS[kind]]),
    ...(meta.optionsWhen ?? []).map(({ when }) => when),
    ...(meta.hints ?? []).map(({ when }) => when),
  ]);
  const ofSections = [...sectionsOf(spread(document)).values()].map(({ visible }) => visible);
  return new Set(
    [...ofFields, ...ofSections].flatMap((one) => (one === undefined ? [] : [JSON.stringify(one)])),
  );
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
