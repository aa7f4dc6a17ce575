import type { Expr, ScopeField, ValueType } from '@trellis/logic';
import type { Issue, LinkedCondition, Sort } from '@trellis/metadata';

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

/**
 * What becomes of records that point to one which is deleted: nothing points there any more, the deletion is refused, or
 * they go too.
 */
export type DeletePolicy = 'clear' | 'restrict' | 'cascade';

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

/** How names that settings hold follow, where fields get other keys or a field comes into another app. */
export interface Renaming {
  /** A field of the form, or a path that starts at one. */
  path(path: string): string;
  /** An expression over the record; `under`: what stands before the form's own fields in it ("$record"). */
  expr(expr: Expr, under?: string): Expr;
  /** Another form. */
  form(ref: string): string;
}
