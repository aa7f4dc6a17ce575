import type { ScopeForm, ValueKind } from '@trellis/logic';
import type { FieldMeta, FieldSchema, FormDocument, JsonObject } from '@trellis/metadata';
import type { FieldType, ValueSchema } from '../contract.ts';
import { fieldTypes } from '../registry.ts';
import { type FormBehaviour, lazyBehaviour } from './behaviour.ts';
import { encryptedType } from './encrypted.ts';
import { completeConfig } from './normalise.ts';
import { documentOfRows, ownedRef, rowSchema, rowsIn } from './owned.ts';
import { resolveRef, splitRef } from './refs.ts';
import { scopeFormOf, scopeOfRows } from './scope.ts';

/** A field of a form with everything its type says of it under its settings. */
export interface CompiledField {
  readonly key: string;
  readonly type: FieldType;
  /** Settings over the type's defaults. */
  readonly config: JsonObject;
  readonly meta: FieldMeta;
  readonly schema: FieldSchema;
  /** Schema of a value that is not null. */
  readonly valueSchema: ValueSchema;
  readonly kind: ValueKind;
  readonly many: boolean;
  /** Always required; `requiredWhen` comes on top. */
  readonly required: boolean;
  /** Canonical "app:form" or "$member". */
  readonly target?: string;
  /** The form of the rows that its value is a list of. */
  readonly owned?: CompiledForm;
}

/** A form definition ready for use: immutable, shared by all who work with its records. */
export interface CompiledForm {
  /** "app:form". */
  readonly ref: string;
  readonly app: string;
  readonly key: string;
  readonly document: FormDocument;
  /** The fields that hold values, in the order of the document. */
  readonly fields: ReadonlyMap<string, CompiledField>;
  /** The fields that only show something (`FieldType.display`). */
  readonly displays: ReadonlyMap<string, CompiledField>;
  readonly titleField: string;
  readonly stageField?: string;
  /** Own fields and system fields as expressions name them. */
  readonly scopeForm: ScopeForm;
  /** The form whose records own the rows that this is the form of. */
  readonly owner?: () => CompiledForm;
  /** Its expressions; checked when first asked for. */
  readonly behaviour: FormBehaviour;
}

/** Compiles a form document that passed `checkForm`; throws for a field type nobody registered. */
export function compileForm(ref: string, document: FormDocument, owner?: () => CompiledForm): CompiledForm {
  const { app, key } = splitRef(ref);
  const required = new Set(document.required);
  const fields = new Map<string, CompiledField>();
  const displays = new Map<string, CompiledField>();
  for (const [fieldKey, schema] of Object.entries(document.properties)) {
    const owned = compileRows(ref, fieldKey, schema, () => form);
    const field = compileField(app, fieldKey, schema, required.has(fieldKey), owned);
    (field.type.display ? displays : fields).set(fieldKey, field);
  }
  const { titleField, stageField } = document.trellis;
  const form: CompiledForm = {
    ref,
    app,
    key,
    document,
    fields,
    displays,
    titleField,
    ...(stageField === undefined ? {} : { stageField }),
    scopeForm: owner ? scopeOfRows(ref, fields) : scopeFormOf(ref, fields, titleField),
    ...(owner ? { owner } : {}),
    behaviour: lazyBehaviour(() => form, owner),
  };
  return form;
}

const schemaOfRows = ({ fields }: CompiledForm): ValueSchema =>
  rowSchema([...fields.values()].map(({ key, valueSchema }) => [key, valueSchema]));

/** The form of the rows that a field owns, if any. */
function compileRows(
  ref: string,
  key: string,
  { trellis: { type: name, label, config } }: FieldSchema,
  owner: () => CompiledForm,
): CompiledForm | undefined {
  const type = fieldTypes.get(name);
  const rows = rowsIn(type, completeConfig(type, config));
  return rows && compileForm(ownedRef(ref, key), documentOfRows(label, rows), owner);
}

function compileField(
  app: string,
  key: string,
  schema: FieldSchema,
  required: boolean,
  owned: CompiledForm | undefined,
): CompiledField {
  const meta = schema.trellis;
  const plain = fieldTypes.get(meta.type);
  const type = meta.encrypted ? encryptedType(plain) : plain;
  const config = completeConfig(type, meta.config);
  const target = type.target?.(config);
  const { kind, many = false } = type.valueType?.(config) ?? type;
  return {
    key,
    type,
    config,
    meta,
    schema,
    valueSchema: owned
      ? { ...type.valueSchema(config), items: schemaOfRows(owned) }
      : type.valueSchema(config),
    kind,
    many,
    required,
    ...(target === undefined ? {} : { target: resolveRef(app, target) }),
    ...(owned ? { owned } : {}),
  };
}
