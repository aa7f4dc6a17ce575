/** JSON as it travels and is stored. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The closed set of value kinds (DESIGN §3): SQL, filters and sorts are written against these, never against field types. */
export type ValueKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'time'
  | 'datetime'
  | 'option'
  | 'ref'
  | 'file'
  | 'json';

/** A value kind, one or many (a set for options and refs). */
export interface ValueType {
  readonly kind: ValueKind;
  readonly many?: boolean;
}

/**
 * A value in JS. number: canonical decimal string ("12.5", never a float) · date "2026-03-01" · time "14:30:00" ·
 * datetime ISO in UTC with milliseconds · option: its key · ref: record id · many: array. Unknown and empty are null.
 * JSON numbers occur only inside the objects of the kinds file and json (a file's size).
 */
export type Value = null | boolean | string | number | readonly Value[] | { readonly [key: string]: Value };

/** An expression as stored in documents: JSON-logic. */
export type Expr = Json;

/**
 * What a field type lets expressions ask of its values beyond the operators: `{"score": [{"var": "grade"}]}` is
 * replaced by an expression over the field before it is checked (arguments after the field are literals; undefined =
 * they make no sense). So it is live: when options change, so does what it means.
 */
export type Macro = (field: Expr, args: readonly Json[]) => Expr | undefined;

/** What a path of a form means. `target`: form that a ref points to. `rows`: form whose records a to-many path yields. */
export interface ScopeField {
  readonly type: ValueType;
  readonly target?: string;
  readonly rows?: { readonly form: string; readonly via: string };
  /** By the name that stands where an operator would. */
  readonly macros?: Readonly<Record<string, Macro>>;
  /** The options of a field of that kind where they are known: what people call each, by key. */
  readonly options?: OptionLabels;
  /** Only ciphertext is stored: no query can ask for its value. */
  readonly encrypted?: true;
}

/** What the options of a field are called, by key. In texts an option is its label. */
export type OptionLabels = ReadonlyMap<string, string>;

/** The fields that an expression may name; hidden fields are simply absent. */
export interface ScopeForm {
  readonly ref: string;
  /** The field that names a record: in texts a reference is the title of what it points to. */
  readonly title?: string;
  readonly fields: ReadonlyMap<string, ScopeField>;
}

/** Everything the checker knows: the form of the record and, for paths through references, the other forms by ref. */
export interface Scope {
  readonly form: ScopeForm;
  formOf(ref: string): ScopeForm | undefined;
  /** The expression is evaluated over a record at hand, never in the database: it may read what is encrypted there. */
  readonly readsEncrypted?: true;
}

/** Who and when: the only things an expression sees besides the record. */
export interface Env {
  /** ISO instant, UTC. */
  readonly now: string;
  /** IANA zone of the workspace. */
  readonly tz: string;
  readonly member: {
    readonly id: string;
    /** The main one first. */
    readonly departments: readonly string[];
    readonly roles: readonly string[];
    readonly name?: string | null;
    readonly phone?: string | null;
    readonly email?: string | null;
  };
  /** Which department each department lies directly below; absent = nothing is known of it, so nothing lies below another. */
  readonly parents?: Readonly<Record<string, string | null>>;
}

/** A problem in an expression: JSON pointer segments from the root of the expression, code and parameters of the message. */
export interface ExprIssue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** SQL text with `?`-free parameters: `text.length === params.length + 1`; the caller numbers them. */
export interface Frag {
  readonly text: readonly string[];
  readonly params: readonly FragParam[];
}

/** A parameter and the PostgreSQL type it is cast to. */
export interface FragParam {
  readonly value: unknown;
  readonly cast: string;
}

/** Where the compiler finds columns. `path` is the var path split at dots (a field, or references then a field). */
export interface SqlTarget {
  column(path: readonly string[]): Frag;
  /**
   * Rows of a to-many path for `some/all/count/map…`: FROM item, join condition to the outer row, and the target inside.
   * `order` is what the rows are sorted by (`_pos`), without which first, last and joined text come as they like.
   */
  rows(path: readonly string[]): {
    readonly from: Frag;
    readonly where: Frag;
    readonly inner: SqlTarget;
    readonly order?: Frag;
  };
  /** The record before the change and whether there was one, for `$before`; only where `check` was told of it. */
  readonly before?: { readonly exists: Frag; readonly target: SqlTarget };
}
