import type { Expr, Json } from '@trellis/logic';
import type { LocalText } from '../kernel/text.ts';
import type { FieldDefault } from './defaults.ts';
import type { LayoutNode } from './layout.ts';
import type { FormKey, SimilarRule } from './likeness.ts';

export * from './defaults.ts';
export * from './layout.ts';

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
  /** What no two records may have in common. */
  readonly keys?: readonly FormKey[];
  /** Which records are shown as possible duplicates. Absent: found by itself; empty: none. */
  readonly similar?: readonly SimilarRule[];
  /** How a new record is submitted, and what follows. */
  readonly submit?: SubmitMeta;
}

/** The submit button of a new record. */
export interface SubmitMeta {
  /** What the button says; absent = "save" in the reader's language. */
  readonly label?: LocalText;
  /** Asked before it is submitted. */
  readonly confirm?: LocalText;
  /** Said once it is submitted. */
  readonly done?: LocalText;
  /** What follows: the record is opened (default), the form closes, or another one is begun. */
  readonly next?: AfterSubmit;
  /** Fields whose values the next new record begins with. */
  readonly keep?: 'all' | readonly string[];
}
export const AFTER_SUBMIT = ['open', 'close', 'another'] as const;
export type AfterSubmit = (typeof AFTER_SUBMIT)[number];

export interface FormCheck {
  readonly key: string;
  /** Condition under which the record is refused. */
  readonly when: Expr;
  readonly message: LocalText;
  /** The field that the message stands at. */
  readonly field?: string;
  /** Default "error". A warning may be passed over by whoever says why; the reason is kept with the change. */
  readonly level?: 'error' | 'warning';
  /**
   * It also refuses writes elsewhere that would make it fail for this record: what it reads of other records (stock,
   * balances) never turns from right to wrong, whoever writes and however many at once. Not for checks of rows, nor for
   * warnings.
   */
  readonly hold?: true;
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
  /** The database holds ciphertext only: such a field is shown and edited, but never asked for by a query. */
  readonly encrypted?: boolean;
  /** Initial value of a new record. */
  readonly default?: FieldDefault;
  /** Behaviour: state = f(record). An absent expression means always / never / never. */
  readonly visible?: Expr;
  readonly requiredWhen?: Expr;
  readonly readonlyWhen?: Expr;
  /** Limits which options may be chosen; while none of the conditions holds, all may. */
  readonly optionsWhen?: readonly OptionRule[];
  /** Words that stand at the field while a condition holds. */
  readonly hints?: readonly FieldHint[];
  /** Not editable by people at all (set by rules, import or the API's owner). */
  readonly readonly?: boolean;
  /** What becomes of the value while the rules hide the field; default "keep". "recompute": the default's value. */
  readonly whenHidden?: HiddenPolicy;
  /** Left out of the form for a new record. */
  readonly hideOnCreate?: boolean;
  /** The label is not drawn; screen readers still hear it. */
  readonly hideTitle?: boolean;
  /** How the label is written; absent = as all others. */
  readonly titleStyle?: TitleStyle;
  /** Where the help stands; default "text", below the field. */
  readonly helpAs?: 'text' | 'tooltip';
  /** A note for whoever develops the form; nobody who fills it in gets it. */
  readonly remark?: string;
}

/** Options that may be chosen while a condition holds; of several that hold, those of each. */
export interface OptionRule {
  readonly when: Expr;
  /** Keys. */
  readonly options: readonly string[];
}

export interface FieldHint {
  readonly when: Expr;
  readonly text: LocalText;
  /** Default "info". */
  readonly tone?: 'info' | 'warning';
}

export interface TitleStyle {
  readonly size?: 'small' | 'large';
  readonly bold?: true;
  readonly color?: OptionColor;
}

export type HiddenPolicy = 'keep' | 'clear' | 'recompute';

/**
 * The rows of a sub-form as a form of their own: the columns stand in the order of `properties`. Kept in the settings of
 * the field that owns the rows.
 */
export interface RowsDocument {
  readonly properties: { readonly [columnKey: string]: FieldSchema };
  /** Columns that every row must have a value in. */
  readonly required: readonly string[];
  /** Checks of a row by itself; `field` is a column. */
  readonly checks?: readonly FormCheck[];
}

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

/** What the conditions of lists alone can name of a record: it depends on who asks. */
export const ASKED_FIELDS = { _followed: { kind: 'boolean' } } as const;

/** Columns that every row of a sub-form has; `_parent_id` leads to the record that the row belongs to. */
export const ROW_FIELDS = { _id: { kind: 'ref' }, _parent_id: { kind: 'ref' } } as const;

/** Targets of references that are not forms. */
export const MEMBER_TARGET = '$member';
export const DEPARTMENT_TARGET = '$department';
/** What the name of a role is looked up under; roles are keys, not references. */
export const ROLE_TARGET = '$role';
