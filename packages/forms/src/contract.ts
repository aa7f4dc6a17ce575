import type { Env, Expr, Macro, ScopeField, Value, ValueKind, ValueType } from '@trellis/logic';
import type {
  Issue,
  JsonObject,
  LinkedCondition,
  Locale,
  LocalText,
  OptionDef,
  Reading,
  Result,
  Sort,
} from '@trellis/metadata';
import type { Mask } from './values/mask.ts';

/** The closed subset of JSON Schema that a field's value may be described with; ajv and the browser's checker agree on it. */
export interface ValueSchema {
  readonly type: 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object';
  readonly format?: 'decimal' | 'date' | 'time' | 'date-time' | 'uuid' | 'email' | 'phone' | 'url' | 'region';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  /** Bounds of a formatted value (decimal, date, date-time), inclusive. */
  readonly formatMinimum?: string;
  readonly formatMaximum?: string;
  /** Most digits after the decimal point. */
  readonly decimalPlaces?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: ValueSchema;
  readonly uniqueItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Members of an object. */
  readonly properties?: { readonly [name: string]: ValueSchema };
  /** Members that an object must have. */
  readonly required?: readonly string[];
  /** Has no other members than `properties`. */
  readonly additionalProperties?: false;
}

/** Column types in PostgreSQL that a stored field may have. */
export type ColumnType =
  | 'text'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamptz(3)'
  | 'uuid'
  | 'text[]'
  | 'uuid[]'
  | 'smallint'
  /** Values of the kinds file and json. */
  | 'jsonb';

/** What turning text into a value and back may depend on. */
export interface TextEnv {
  readonly locale: Locale;
  /** Zone in which a date and time without offset is read and written. */
  readonly tz: string;
  /** Order of the parts of an ambiguous date; default year first. */
  readonly dateOrder?: 'ymd' | 'mdy' | 'dmy';
  /** Id of the record or member that a text names, for references; undefined = no such. */
  readonly resolve?: (target: string, text: string) => string | undefined;
  /** Title of a record or member. */
  readonly title?: (id: string) => string | undefined;
}

/** What the settings of a field may be checked against. */
export interface Surroundings {
  /** Keys of the fields of a form ("account", "app:form"); undefined where there is no such form. */
  fieldsOf(form: string): ReadonlySet<string> | undefined;
  /** What a field of this form holds; undefined where there is no such field. Absent: nothing is known of the form. */
  own?(field: string): ValueType | undefined;
  /** This form: "app:form". */
  readonly ref?: string;
  /** Field of a form, or at the end of a path through its references. */
  at?(form: string, path: string): ScopeField | undefined;
  /** Columns of a sub-form of a form; undefined where the field is none. */
  columnsOf?(form: string, field: string): ReadonlySet<string> | undefined;
  /** Mistakes of a condition on records of a form that may name this form's record as `$record`. */
  conditionIssues?(form: string, where: Expr | undefined): readonly Issue[];
}

/** Choosing a record puts a value of it into a field of the record that refers to it. */
export type Fill = {
  /** Field of the chosen record, or a path through its references. A sub-form of the chosen record itself. */
  readonly from: string;
  /** Field that gets the value. */
  readonly to: string;
  /** "empty": only where nothing stands yet, or what an earlier choice filled in. */
  readonly when: 'empty' | 'always';
  /** Between sub-forms: which column becomes which. */
  readonly columns?: readonly ColumnPair[];
};

/** A column of the rows that are copied, and the column that gets its value. */
export type ColumnPair = { readonly from: string; readonly to: string };

/** Records of another form that a field lists. */
export interface ListedRecords extends LinkedCondition {
  /** The reference of that form that is followed back, where that is all that decides. */
  readonly back?: string;
  /** "account", or "app:form" of another app. */
  readonly form: string;
  /** Fields shown; none = the title alone. */
  readonly columns: readonly string[];
  readonly sort?: readonly Sort[];
  /** Most records shown at once. */
  readonly limit: number;
}

/** What a value is judged against beyond its own schema. */
export interface Circumstances {
  /** Now, the workspace's zone, the person. */
  readonly env: Env;
  /** Canonical values of the record's other fields. */
  value(field: string): Value;
}

/** A generated text is prefix + the counter of `period`, left-padded with zeros to `digits` (never cut) + suffix. */
export interface Numbering {
  /** Which counter of the field counts: "" for ever, "2026", "2026-03" or "2026-03-01". */
  readonly period: string;
  readonly prefix: string;
  readonly digits: number;
  readonly suffix: string;
  /** First value of the counter; default 1. */
  readonly start?: number;
}

/** Members or departments that a field offers and takes; what is stored already stays. */
export interface PeopleRange {
  /** `own`: of the departments of who chooses. */
  readonly range?: 'all' | 'departments' | 'roles' | 'own';
  readonly departments?: readonly string[];
  /** "app:role". */
  readonly roles?: readonly string[];
  /** The departments below count too. */
  readonly below?: boolean;
}

/** What numbers are counted in, for sums and charts. */
export type ValueUnit =
  | { readonly kind: 'currency'; readonly code: string }
  /** The value is a fraction: 0.25 = 25 %. */
  | { readonly kind: 'percent' }
  /** The value is a number of seconds. */
  | { readonly kind: 'duration' }
  | { readonly kind: 'text'; readonly text: LocalText };

/** How names that settings hold follow, where fields get other keys or a field comes into another app. */
export interface Renaming {
  /** A field of the form, or a path that starts at one. */
  path(path: string): string;
  /** An expression over the record; `under`: what stands before the form's own fields in it ("$record"). */
  expr(expr: Expr, under?: string): Expr;
  /** Another form. */
  form(ref: string): string;
}

export type FieldGroup = 'text' | 'number' | 'date' | 'choice' | 'people' | 'relation' | 'file' | 'system';

/** What the server knows of an uploaded file. */
export type FileFacts = {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type, told from the content. */
  readonly mime: string;
};

/** Sorts of files that a field may be limited to. */
export type FileKind = 'image' | 'document' | 'audio' | 'video' | 'archive';

/** What may be put into a field that holds files. */
export interface FileLimits {
  /** Absent = any. */
  readonly kinds?: readonly FileKind[] | undefined;
  /** Endings of names, lower case without dot; absent = any. Both limits hold. */
  readonly extensions?: readonly string[] | undefined;
  /** Bytes of one file. */
  readonly maxBytes: number;
}

/** How values of a type use uploaded files; the server makes these the record's own when it is saved. */
export interface FileUse<C, V> {
  limits(config: C): FileLimits;
  /** Ids of the files that a value holds or shows, in order. */
  ids(value: V): readonly string[];
  /** The value with what the server knows in place of what a client said. */
  withFacts?(value: V, facts: ReadonlyMap<string, FileFacts>): V;
}

/** A field type with settings, by which computed values are stored, shown, filtered and rounded. */
export type ResultType = {
  readonly type: string;
  readonly config: JsonObject;
  /** Canonical "app:form" where the values are references: the settings may name it from another app. */
  readonly target?: string;
};

export const ROLLUP_OPS = [
  'count',
  'filled',
  'empty',
  'distinct',
  'sum',
  'avg',
  'min',
  'max',
  'first',
  'last',
] as const;
export type RollupOp = (typeof ROLLUP_OPS)[number];

/** What the values of a field are computed from. Paths start at the record, those of a roll-up at a row. */
export type Computed =
  | { readonly kind: 'formula'; readonly expr: Expr | undefined; readonly emptyAsZero: boolean }
  | {
      readonly kind: 'lookup';
      /** Reference field of the form. */
      readonly via: string;
      /** Field behind it, through further references if dotted. */
      readonly path: string;
      /** "live" follows the source; "snapshot" keeps what stood there when the reference was chosen. */
      readonly mode: 'live' | 'snapshot';
    }
  | {
      readonly kind: 'rollup';
      /** To-many path: key of a sub-form, or "form@field" for the records that point here. */
      readonly rows: string;
      readonly op: RollupOp;
      /** Absent for "count". */
      readonly path?: string;
      /** Condition over a row. */
      readonly filter?: Expr;
    };

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
