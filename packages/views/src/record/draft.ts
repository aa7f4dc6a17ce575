import type { Value } from '@trellis/logic';

/** Name under which unsaved changes of a record ("new" for one that does not exist yet) are kept. */
export const draftName = (workspace: string, form: string, id: string): string =>
  `${workspace}.${form}.${id}`;

/** Unsaved changes of a record and the version that they were made on. */
export interface Draft {
  readonly version: number;
  readonly set: Readonly<Record<string, Value>>;
  /** Say at once what is missing: the draft comes from a change that was refused. */
  readonly check?: true;
}
