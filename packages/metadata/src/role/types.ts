import type { Expr } from '@trellis/logic';
import type { LocalText } from '../kernel/text.ts';

export const ACTIONS = ['view', 'create', 'edit', 'delete', 'import', 'export'] as const;
export type Action = (typeof ACTIONS)[number];

/** Who may do what on which records and fields of an app. A form that is absent is not accessible. */
export interface RoleDocument {
  readonly vocabulary: 1;
  readonly label: LocalText;
  readonly help?: LocalText;
  readonly forms: { readonly [formKey: string]: FormGrant };
  /** Dashboards by key; absent = all of the app. */
  readonly dashboards?: readonly string[];
}

export interface FormGrant {
  readonly actions: readonly Action[];
  /** Row predicate over record and member for every action on existing records; absent = all records. */
  readonly rows?: Expr;
  /** Fields, and columns of sub-forms ("lines.price"), that do not exist for this role. */
  readonly hidden?: readonly string[];
  /** Fields that this role sees but can't write. */
  readonly readonly?: readonly string[];
}
