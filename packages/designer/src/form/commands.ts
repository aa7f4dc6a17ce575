import { completeConfig, type FieldType, fieldTypes, mayEncrypt } from '@trellis/forms/model';
import {
  type FieldMeta,
  type FieldNode,
  type FieldSchema,
  type FormDocument,
  type FormMeta,
  type JsonObject,
  keyFromLabel,
  type LocalText,
} from '@trellis/metadata';
import type { Command } from '../core/history.ts';
import { type FlatNode, insert, mapItems, nodeOf, type Place, spread, swapItem, without } from './layout.ts';

export type FormCommand = Command<FormDocument>;

/** What was done to what, in words. */
export const named = (zh: string, en: string, label: LocalText): LocalText => ({
  zh: `${zh} ${label.zh}`,
  en: `${en} ${label.en || label.zh}`,
});
const labelOf = (document: FormDocument, key: string): LocalText =>
  document.properties[key]?.trellis.label ?? { zh: key };

const withMeta = (document: FormDocument, patch: Partial<FormMeta>): FormDocument => ({
  ...document,
  trellis: { ...document.trellis, ...patch },
});
/** The document with another layout. */
export const withLayout = (document: FormDocument, layout: readonly FlatNode[]): FormDocument =>
  layout === document.trellis.layout ? document : withMeta(document, { layout });

/** A new field of a type, named like the type until somebody says better. */
export function newField(type: string, label?: LocalText): FieldSchema {
  const kind = fieldTypes.get(type);
  const name = label ?? kind.label;
  return {
    title: name.zh,
    trellis: { type, label: { ...name }, config: { ...kind.config.defaults() } },
  };
}

/** A label that no field has yet: 文本, 文本 2, 文本 3. */
export function freeLabel(document: FormDocument, label: LocalText): LocalText {
  const taken = new Set(Object.values(document.properties).map(({ trellis }) => trellis.label.zh));
  for (let n = 1; ; n++) {
    const next = n === 1 ? label : { zh: `${label.zh} ${n}`, ...(label.en && { en: `${label.en} ${n}` }) };
    if (!taken.has(next.zh)) return next;
  }
}

/** Puts a field into the form: a new one, a copy, or one that was deleted. */
export function addField(key: string, field: FieldSchema, place: Place): FormCommand {
  return {
    label: named('添加字段', 'Add field', field.trellis.label),
    apply(document) {
      if (Object.hasOwn(document.properties, key)) return document;
      const layout = insert(spread(document), { kind: 'field', field: key }, place);
      return withLayout({ ...document, properties: { ...document.properties, [key]: field } }, layout);
    },
  };
}

/** A copy of a field right after it, under a key and a name of its own; uniqueness and title stay with the original. */
export function duplicateField(document: FormDocument, key: string, copy: string): FormCommand {
  const field = document.properties[key];
  if (!field) return { label: { zh: key }, apply: (same) => same };
  const { label } = field.trellis;
  const name = freeLabel(document, {
    zh: `${label.zh} 副本`,
    ...(label.en && { en: `${label.en} copy` }),
  });
  const next = { ...field, title: name.zh, trellis: { ...field.trellis, label: name } };
  return { ...addField(copy, next, { after: key }), label: named('复制字段', 'Duplicate field', label) };
}

/** Moves a field; its width goes with it. */
export function moveField(document: FormDocument, key: string, place: Place): FormCommand {
  return {
    label: named('移动字段', 'Move field', labelOf(document, key)),
    apply(now) {
      const nodes = spread(now);
      const node = nodeOf(nodes, key);
      if (!node || ('before' in place && place.before === key) || ('after' in place && place.after === key))
        return now;
      const layout = insert(without(nodes, key), node, place);
      return JSON.stringify(layout) === JSON.stringify(nodes) ? now : withLayout(now, layout);
    },
  };
}

/** Takes a field out. The field that names records stays. */
export function removeField(document: FormDocument, key: string): FormCommand {
  return {
    label: named('删除字段', 'Delete field', labelOf(document, key)),
    apply(now) {
      if (!Object.hasOwn(now.properties, key) || now.trellis.titleField === key) return now;
      const { [key]: _, ...properties } = now.properties;
      const { stageField, ...meta } = now.trellis;
      const trellis: FormMeta = {
        ...meta,
        ...(stageField === undefined || stageField === key ? {} : { stageField }),
        layout: without(spread(now), key),
      };
      return { ...now, properties, required: now.required.filter((one) => one !== key), trellis };
    },
  };
}

/** Changes what the vocabulary says of a field; undefined takes a keyword away. */
export function changeField(
  document: FormDocument,
  key: string,
  patch: { readonly [K in keyof FieldMeta]?: FieldMeta[K] | undefined },
): FormCommand {
  const [what = ''] = Object.keys(patch);
  const [zh, en] = VERBS[what as keyof FieldMeta] ?? ['修改设置', 'Change settings of'];
  return {
    label: named(zh, en, labelOf(document, key)),
    merge: `${what}:${key}`,
    apply(now) {
      const field = now.properties[key];
      if (!field) return now;
      const trellis = defined({ ...field.trellis, ...patch }) as FieldMeta;
      if (JSON.stringify(trellis) === JSON.stringify(field.trellis)) return now;
      const next = { ...field, title: trellis.label.zh, trellis };
      return { ...now, properties: { ...now.properties, [key]: next } };
    },
  };
}
const VERBS: { readonly [K in keyof FieldMeta]?: readonly [zh: string, en: string] } = {
  label: ['重命名', 'Rename'],
  help: ['修改说明', 'Change help of'],
  unique: ['修改是否允许重复', 'Change uniqueness of'],
  searchable: ['修改是否可搜索', 'Change search of'],
  encrypted: ['修改是否加密保存', 'Change encryption of'],
  default: ['修改默认值', 'Change default of'],
};

/** An object without the members that are undefined. */
export const defined = (object: object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** Settings of a field's type, complete. */
export const changeConfig = (document: FormDocument, key: string, config: JsonObject): FormCommand => {
  const type = document.properties[key]?.trellis.type;
  const complete = type === undefined ? config : completeConfig(fieldTypes.get(type), config);
  return changeField(document, key, { config: complete });
};

/** Makes a field one of another type, with those of its settings that mean the same there. */
export function changeType(document: FormDocument, key: string, type: string): FormCommand {
  return {
    label: named('修改类型', 'Change type of', labelOf(document, key)),
    apply(now) {
      const field = now.properties[key];
      if (!field || field.trellis.type === type) return now;
      const before = fieldTypes.get(field.trellis.type);
      const after = fieldTypes.get(type);
      const { default: _, config, unique, searchable, encrypted, ...meta } = field.trellis;
      const trellis = defined({
        ...meta,
        type,
        config: completeConfig(after, {
          ...after.config.defaults(),
          ...sharedSettings(before, after, config),
        }),
        unique: after.unique ? unique : undefined,
        searchable: after.kind === 'text' || after.plain ? searchable : undefined,
        encrypted: mayEncrypt({ type: after, kind: after.kind, many: after.many ?? false })
          ? encrypted
          : undefined,
      }) as FieldMeta;
      return { ...now, properties: { ...now.properties, [key]: { title: field.title, trellis } } };
    },
  };
}

/** Settings of one type that another has under the same name and rules; options by what all options have. */
function sharedSettings(before: FieldType, after: FieldType, config: JsonObject): JsonObject {
  const [old, now] = [before, after].map(({ config: { schema } }) => (schema.properties ?? {}) as JsonObject);
  const shared: { [name: string]: JsonObject[string] } = {};
  for (const [name, value] of Object.entries(config)) {
    if (!old || !now || !Object.hasOwn(now, name)) continue;
    if (name === 'options' && Array.isArray(value)) {
      shared[name] = (value as JsonObject[]).map(({ key, label, color }) => defined({ key, label, color }));
    } else if (JSON.stringify(old[name]) === JSON.stringify(now[name])) shared[name] = value;
  }
  return shared;
}

/** Whether a field must always have a value. */
export function setRequired(document: FormDocument, key: string, required: boolean): FormCommand {
  return {
    label: required
      ? named('设为必填', 'Require', labelOf(document, key))
      : named('取消必填', 'No longer require', labelOf(document, key)),
    apply(now) {
      const others = now.required.filter((one) => one !== key);
      if (required === others.length < now.required.length || !Object.hasOwn(now.properties, key)) return now;
      const wanted = new Set(required ? [...others, key] : others);
      return { ...now, required: Object.keys(now.properties).filter((one) => wanted.has(one)) };
    },
  };
}

/** How much of its section's width a field takes: columns or twelfths; neither = as its type does. */
export function setWidth(
  document: FormDocument,
  key: string,
  { span, width }: Pick<FieldNode, 'span' | 'width'>,
): FormCommand {
  return {
    label: named('调整宽度', 'Change width of', labelOf(document, key)),
    merge: `width:${key}`,
    apply(now) {
      const nodes = spread(now);
      const node = nodeOf(nodes, key);
      if (!node || (node.span === span && node.width === width)) return now;
      const next: FieldNode = {
        kind: 'field',
        field: key,
        ...(span === undefined ? {} : { span }),
        ...(width === undefined ? {} : { width }),
      };
      return withLayout(now, swapItem(nodes, key, next));
    },
  };
}

/** The key of a new field follows its name until it is published; expressions that name it keep it. */
export function rekeyField(document: FormDocument, key: string, next: string): FormCommand {
  return {
    label: named('重命名', 'Rename', labelOf(document, key)),
    merge: `label:${key}`,
    apply(now) {
      if (key === next || !Object.hasOwn(now.properties, key) || Object.hasOwn(now.properties, next))
        return now;
      if (isNamedInRules(now, key)) return now;
      const swap = (one: string) => (one === key ? next : one);
      const { stageField, titleField } = now.trellis;
      const layout: readonly FlatNode[] = mapItems(spread(now), (items) =>
        items.map((item) => (item.kind === 'field' ? { ...item, field: swap(item.field) } : item)),
      );
      return {
        ...now,
        properties: Object.fromEntries(
          Object.entries(now.properties).map(([one, field]) => [swap(one), field]),
        ),
        required: now.required.map(swap),
        trellis: {
          ...now.trellis,
          titleField: swap(titleField),
          ...(stageField === undefined ? {} : { stageField: swap(stageField) }),
          layout,
        },
      };
    },
  };
}

/** Whether an expression or key of the form names a field; a text that looks the same counts too. */
function isNamedInRules({ properties, trellis }: FormDocument, key: string): boolean {
  const rules = Object.values(properties).map(({ trellis: meta }) => [
    meta.visible,
    meta.requiredWhen,
    meta.readonlyWhen,
    meta.optionsWhen,
    meta.hints,
    meta.default?.kind === 'value' ? undefined : meta.default,
    // Conditions on other records, fills: whatever the type keeps.
    meta.config,
  ]);
  const sections = conditionsOfSections(trellis.layout);
  const { checks = [], keys = [], similar = [] } = trellis;
  const text = JSON.stringify([rules, checks, keys, similar, sections]);
  return [`"${key}"`, `"${key}.`, `"$record.${key}`].some((name) => text.includes(name));
}

const conditionsOfSections = (nodes: FormMeta['layout']): readonly unknown[] =>
  nodes.flatMap((node) =>
    node.kind === 'section' || node.kind === 'tabs'
      ? [node.kind === 'section' ? node.visible : undefined, ...conditionsOfSections(node.children)]
      : [],
  );

/** A key that nothing in the form or its past has, from a label. */
export const freeKey = (label: LocalText, document: FormDocument, past: Iterable<string>): string =>
  keyFromLabel(label.zh, [...Object.keys(document.properties), ...past]);

/** Name, icon, help, title and stage field of the form. */
export function changeForm(
  document: FormDocument,
  patch: { readonly [K in keyof FormMeta]?: FormMeta[K] | undefined },
): FormCommand {
  const [what = ''] = Object.keys(patch);
  return {
    label: named('修改表单', 'Change form', document.trellis.label),
    merge: `form:${what}`,
    apply(now) {
      const trellis = defined({ ...now.trellis, ...patch }) as unknown as FormMeta;
      if (JSON.stringify(trellis) === JSON.stringify(now.trellis)) return now;
      return { ...now, title: trellis.label.zh, trellis };
    },
  };
}
