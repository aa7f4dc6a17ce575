import type { FieldSchema, JsonObject, RowsDocument } from '@trellis/metadata';
import type { ResultType } from '../contract.ts';
import { type CompiledField, type CompiledForm, compileForm } from '../form/compile.ts';
import { normaliseForm } from '../form/normalise.ts';
import { scopeOf } from '../form/scope.ts';
import { fieldTypes } from '../registry.ts';
import { fieldBehind } from './behind.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

/**
 * The given forms with their computed fields saying what their sources are now: a lookup of an option field holds its
 * options, a roll-up of money its currency. Forms in which nothing moved stay the same objects.
 * @param own forms that may change, by "app:form"
 * @param others all other forms of the workspace
 */
export function completeComputed(own: Forms, others: Forms): Map<string, CompiledForm> {
  const forms = new Map(own);
  // A lookup of a lookup learns from the first one what it is: as many rounds as such chains are long.
  for (let round = 0; round <= MAX_ROUNDS; round++) {
    const all: Forms = new Map([...others, ...forms]);
    const moved = [...forms.values()].flatMap((form) => {
      const completed = complete(form, all);
      return completed ? [completed] : [];
    });
    if (moved.length === 0) break;
    for (const form of moved) forms.set(form.ref, form);
  }
  return forms;
}

const MAX_ROUNDS = 20;

function complete(form: CompiledForm, forms: Forms): CompiledForm | undefined {
  const properties = movedFields(form, forms);
  if (Object.keys(properties).length === 0) return undefined;
  const document = { ...form.document, properties: { ...form.document.properties, ...properties } };
  return compileForm(form.ref, normaliseForm(document));
}

type Properties = Record<string, FieldSchema>;

/** The fields whose settings are out of date, as they should be; a sub-form for what is so in its columns. */
function movedFields(form: CompiledForm, forms: Forms): Properties {
  const moved: Properties = {};
  for (const field of form.fields.values()) {
    const config = field.owned ? settingsOfRows(field, field.owned, forms) : settingsOf(form, field, forms);
    if (!config || JSON.stringify(config) === JSON.stringify(field.config)) continue;
    moved[field.key] = { ...field.schema, trellis: { ...field.meta, config } };
  }
  return moved;
}

function settingsOfRows(
  { type, config }: CompiledField,
  rows: CompiledForm,
  forms: Forms,
): JsonObject | undefined {
  const columns = movedFields(rows, forms);
  if (type.owned === undefined || Object.keys(columns).length === 0) return undefined;
  const document = config[type.owned] as unknown as RowsDocument;
  const properties = { ...document.properties, ...columns };
  return { ...config, [type.owned]: { ...document, properties } as unknown as JsonObject };
}

function settingsOf(
  form: CompiledForm,
  { type, config }: CompiledField,
  forms: Forms,
): JsonObject | undefined {
  const computed = type.computed?.(config);
  if (!type.withResult || !computed || computed.kind === 'formula') return undefined;
  const path = computed.kind === 'lookup' ? `${computed.via}.${computed.path}` : computed.path;
  if (path === undefined) return undefined;
  const scope = scopeOf(form, forms);
  const start = computed.kind === 'lookup' ? form.ref : scope.form.fields.get(computed.rows)?.rows?.form;
  const source = start === undefined ? undefined : fieldBehind(start, path, scope, forms);
  return source && type.withResult(config, resultOf(source));
}

/** What a field's values are, canonical for any app; a computed one hands on what its own are like. */
function resultOf(source: CompiledField | ResultType): ResultType {
  if (!('key' in source)) return source;
  const { type, config, target } = source;
  const { target: _, ...like } = type.result?.(config) ?? { type: type.type, config };
  // Defaults, help and the like stay behind: only what the type's own settings say.
  const known = fieldTypes.find(like.type);
  const settings = known ? { ...known.config.defaults(), ...like.config } : like.config;
  return { type: like.type, config: settings, ...(target === undefined ? {} : { target }) };
}
