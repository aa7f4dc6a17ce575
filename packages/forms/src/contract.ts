import type { Macro, Value, ValueKind, ValueType } from '@trellis/logic';
import type {
  Issue,
  JsonObject,
  LinkedCondition,
  LocalText,
  OptionDef,
  Reading,
  Result,
} from '@trellis/metadata';
import type { Computed, ResultType } from './contract/computed.ts';
import type { FileUse } from './contract/files.ts';
import type {
  DeletePolicy,
  Fill,
  ListedRecords,
  PeopleRange,
  Renaming,
  Surroundings,
} from './contract/relations.ts';
import type {
  Circumstances,
  ColumnType,
  Numbering,
  TextEnv,
  ValueSchema,
  ValueUnit,
} from './contract/values.ts';
import type { Mask } from './values/mask.ts';

export * from './contract/computed.ts';
export type * from './contract/files.ts';
export type * from './contract/relations.ts';
export type * from './contract/values.ts';

export type FieldGroup = 'text' | 'number' | 'date' | 'choice' | 'people' | 'relation' | 'file' | 'system';

/**
 * A field type: everything the platform may know of it outside React. One folder `src/fields/<type>/`.
 * C = settings, V = value in JS (null = empty, never part of V).
 */
export interface FieldType<C = JsonObject, V extends Value = Value> {
  readonly type: string;
  /** Name in the UI's icon set. */
  readonly icon: string;
  readonly group: FieldGroup;
  readonly label: LocalText;
  /** One sentence for the palette: what it is for. */
  readonly description: LocalText;
  /** What the gallery shows: a value, settings richer than the defaults where those show little, a value it refuses. */
  readonly example?: { readonly value: V; readonly config?: C; readonly broken?: string | boolean };
  readonly kind: ValueKind;
  readonly many?: boolean;
  /** Kind and many where they depend on the settings, in place of the two above. */
  valueType?(config: C): ValueType;
  readonly config: {
    /** JSON Schema of the settings (root object, additionalProperties false). */
    readonly schema: JsonObject;
    defaults(): C;
  };
  /** Mistakes in settings that their schema can't say, at a path inside the settings. */
  check?(config: C, around: Surroundings): readonly Issue[];
  /** The settings under other names; absent where they name neither fields of their form nor other forms. */
  renamed?(config: C, to: Renaming): C;
  /** Schema of a stored value under these settings. */
  valueSchema(config: C): ValueSchema;
  /**
   * Mistakes that depend on the moment, on the rest of the record or on emptiness: not before today, only on
   * workdays, must be ticked. Null is empty. Asked for fields that are shown; an update answers only for what it
   * brings about.
   */
  judge?(value: V | null, config: C, at: Circumstances): readonly Issue[];
  /** Canonical value of JSON input of a client (trimmed, "" → null, 12.50 → "12.5"); issues carry codes of `fieldMessages`. */
  normalise(input: unknown, config: C): Result<V | null>;
  /** Value of a text typed, pasted or imported; inverse of `format`. */
  parse(text: string, config: C, env: TextEnv): Result<V | null>;
  /** The value as a person reads it. */
  format(value: V, config: C, env: TextEnv): string;
  /** Which characters of its text stay readable where it names a record, or stands in a list of others. */
  mask?(config: C): Mask | undefined;
  /** Text holds less than the value: what an export writes is not read back as it was. */
  readonly lossy?: boolean;
  /** What quick search finds a value of kind json by; kept in its member `text`. */
  plain?(value: V): string;
  /** Present where values hold uploaded files. */
  readonly files?: FileUse<C, V>;
  column(config: C): ColumnType;
  /** Values are keys of roles; the server takes those that exist. */
  readonly roles?: boolean;
  /** Form ("account", "app:form") or "$member" that a reference points to. */
  target?(config: C): string | undefined;
  /** Which members or departments may be chosen. */
  range?(config: C): PeopleRange;
  /** Condition on the records that a reference may point to. */
  candidates?(config: C): LinkedCondition | undefined;
  /** What becomes of a record when what it points to is deleted; undefined = it keeps pointing there, to nothing. */
  onDelete?(config: C): DeletePolicy | undefined;
  /** What choosing a record fills in. */
  fills?(config: C): readonly Fill[];
  /** The records that a field without values lists. `isMany`: whether a field of that form holds a list. */
  lists?(config: C, isMany: (field: string) => boolean): ListedRecords;
  /** Unit of the values of kind number. */
  unit?(config: C): ValueUnit | undefined;
  /** Options of kinds whose values are option keys, in order. */
  options?(config: C): readonly OptionDef[] | undefined;
  /**
   * What expressions may ask of its values beyond the operators, by name: `{"score": [{"var": "grade"}]}`. One called
   * `under` means "is or lies below" and is offered by the filter editor.
   */
  macros?(config: C): Readonly<Record<string, Macro>> | undefined;
  /** Operators that the filter editor offers, where not all of its kind make sense. */
  readonly filters?: readonly string[];
  /** Field type and settings that ask for the value of `under`, since not every such value could be stored. */
  underBy?(config: C): { readonly type: string; readonly config: JsonObject };
  /** Fields of the form that must have values while this one has the value (a stage that demands them). */
  demands?(value: V, config: C): readonly string[];
  /** Why a value may not follow another (null = empty); undefined = it may. */
  step?(before: V | null, after: V | null, config: C): Issue | undefined;
  /** Date-and-time field of the form in which the server keeps since when this one has its value. */
  since?(config: C): string | undefined;
  /** Values are made by the server alone (autonumber, computed fields). */
  readonly generated?: boolean;
  /** Days that the value should stay at most. */
  lasts?(value: V, config: C): number | undefined;
  /** What its values are computed from. */
  computed?(config: C): Computed;
  /** The field type whose values these are, for input of filters and for rounding. */
  result?(config: C): ResultType;
  /** The settings with a copy of the type and settings of the field that its values come from; made when publishing. */
  withResult?(config: C, result: ResultType): C;
  /**
   * How the next generated value is made on a day of the workspace's calendar ("YYYY-MM-DD"). `textOf`: a field of the
   * record as people read it, "" for none.
   */
  numbering?(config: C, date: string, textOf: (field: string) => string): Numbering;
  /** May be the title of a record. */
  readonly title?: boolean;
  /** May be declared unique. */
  readonly unique?: boolean;
  /** What counts of its values when they are compared with others, where that is known; of texts alone. */
  reading?(config: C): Reading | undefined;
  /**
   * Setting that holds the form (`RowsDocument`) of the rows that a value is a list of. Rows are stored in a table of
   * their own, not in a column; the engine does everything that needs the types of their columns.
   */
  readonly owned?: string;
  /** What people may not do with its rows: "add", "edit" or "delete" among others. */
  denied?(config: C): readonly string[];
  /** Columns of its rows whose values must differ within one record. */
  distinct?(config: C): readonly string[];
  /** May not be a column of a sub-form. */
  readonly alone?: true;
  /** Takes the whole width of a section. */
  readonly wide?: boolean;
  /**
   * It shows something and holds no value (a list of records, a code to scan): no column, no part of records. Forms keep
   * such fields under `displays`; the functions about values are those of `values/no-value.ts`.
   */
  readonly display?: boolean;
}
