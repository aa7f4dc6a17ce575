import type { Expr, Json } from '@trellis/logic';
import type { LocalText } from '../kernel/text.ts';

/** A key of a form, field, view …: immutable, unique among its siblings. */
export const KEY_PATTERN = '^[a-z][a-z0-9_]{0,39}$';
export const JSON_SCHEMA_DIALECT = 'https://json-schema.org/draft/2020-12/schema';

export type JsonObject = { readonly [key: string]: Json };

/**
 * A form definition: a JSON Schema 2020-12 document for the form's records. `properties` is keyed by field key; what
 * JSON Schema does not say stands under the keyword `trellis` (vocabulary: ./schema.ts). The JSON Schema keywords of a
 * property (`type`, `format`, `maxLength`, `enum` …) are derived from its field type and settings by `normaliseForm`,
 * so the two can't diverge; an author need only write `trellis`.
 */
export interface FormDocument {
  readonly $schema: typeof JSON_SCHEMA_DIALECT;
  readonly type: 'object';
  /** The Chinese label again, for readers that know only JSON Schema. */
  readonly title: string;
  readonly properties: { readonly [fieldKey: string]: FieldSchema };
  /** Fields that must always have a value (keys in the order of `properties`). */
  readonly required: readonly string[];
  readonly additionalProperties: false;
  readonly trellis: FormMeta;
}

/** What the vocabulary says of the form as a whole. */
export interface FormMeta {
  /** Version of the vocabulary, for document migrations. */
  readonly vocabulary: 1;
  readonly label: LocalText;
  readonly help?: LocalText;
  /** Name of an icon of the UI's set. */
  readonly icon?: string;
  /** The field whose text names a record in references, titles and search results. */
  readonly titleField: string;
  /** The stage field that drives the board and the record's stage bar, if any. */
  readonly stageField?: string;
  /** Fields that are not placed here are appended at the end by the renderer. */
  readonly layout: readonly LayoutNode[];
  /** Submit checks: a record for which `when` is true is refused with the message. */
  readonly checks?: readonly FormCheck[];
}

export type LayoutNode = SectionNode | FieldNode;
export interface SectionNode {
  readonly kind: 'section';
  readonly key: string;
  readonly label?: LocalText;
  readonly columns: 1 | 2 | 3;
  readonly children: readonly LayoutNode[];
}
export interface FieldNode {
  readonly kind: 'field';
  readonly field: string;
  /** Columns of the section it takes; default 1, textarea-like types take all. */
  readonly span?: 1 | 2 | 3;
}

export interface FormCheck {
  readonly key: string;
  /** Condition under which the record is refused. */
  readonly when: Expr;
  readonly message: LocalText;
  /** The field that the message stands at. */
  readonly field?: string;
}

/** A property of the form's schema: derived JSON Schema keywords plus the vocabulary. */
export interface FieldSchema {
  readonly title: string;
  readonly trellis: FieldMeta;
  readonly [keyword: string]: unknown;
}

/** What the vocabulary says of a field. */
export interface FieldMeta {
  /** Field type, e.g. "money". */
  readonly type: string;
  readonly label: LocalText;
  readonly help?: LocalText;
  readonly placeholder?: LocalText;
  /** Settings of the field type, valid against its config schema. */
  readonly config: JsonObject;
  readonly unique?: boolean;
  readonly searchable?: boolean;
  /** Initial value of a new record. */
  readonly default?: FieldDefault;
  /** Behaviour: state = f(record). An absent expression means always / never / never. */
  readonly visible?: Expr;
  readonly requiredWhen?: Expr;
  readonly readonlyWhen?: Expr;
  /** Not editable by people at all (set by rules, import or the API's owner). */
  readonly readonly?: boolean;
}

/** A literal in the field's own value form, or an expression over the other defaults, `$member`, `$today`, `$now`. */
export type FieldDefault =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'expr'; readonly expr: Expr };

/** An option of a select, multi-select or stage. Keys are immutable, labels rename freely. */
export interface OptionDef {
  readonly key: string;
  readonly label: LocalText;
  /** One of the 12 option colours of the theme. */
  readonly color?: OptionColor;
  /** Retired: kept for old records, no longer offered. */
  readonly retired?: boolean;
}
export const OPTION_COLORS = [
  'gray',
  'red',
  'orange',
  'amber',
  'lime',
  'green',
  'teal',
  'cyan',
  'blue',
  'indigo',
  'purple',
  'pink',
] as const;
export type OptionColor = (typeof OPTION_COLORS)[number];

/** Columns that every record has; they can be named in expressions, sorts and view columns. */
export const SYSTEM_FIELDS = {
  _id: { kind: 'ref' },
  _created_at: { kind: 'datetime' },
  _created_by: { kind: 'ref', target: '$member' },
  _updated_at: { kind: 'datetime' },
  _updated_by: { kind: 'ref', target: '$member' },
  _owner_id: { kind: 'ref', target: '$member' },
  _department_id: { kind: 'ref', target: '$department' },
  _collaborator_ids: { kind: 'ref', many: true, target: '$member' },
} as const;
export type SystemField = keyof typeof SYSTEM_FIELDS;

/** Targets of references that are not forms. */
export const MEMBER_TARGET = '$member';
