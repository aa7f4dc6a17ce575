import type { Pool } from '@trellis/db';
import type { CompiledForm } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type {
  AppDocument,
  DashboardDocument,
  FormGrant,
  Locale,
  RoleDocument,
  ViewDocument,
} from '@trellis/metadata';
import type { OuterCalls } from './outer/calls.ts';
import type { PeopleNames } from './query/people.ts';
import type { Keyring } from './secrets/keyring.ts';
import type { AcceptedWarnings } from './write/warnings.ts';

/** A tenant: one PostgreSQL schema. */
export interface Workspace {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly schema: string;
  readonly tz: string;
}

/** A published form together with the only mapping from keys to physical names. */
export interface CatalogForm extends CompiledForm {
  /** Physical table name, unquoted, inside the workspace's schema. */
  readonly table: string;
  /** Field key → physical column name, unquoted. A field that is not in it has no column (a sub-form). */
  readonly columns: ReadonlyMap<string, string>;
  /** The forms of the rows of its sub-forms, by field key. */
  readonly owned: ReadonlyMap<string, CatalogForm>;
  /**
   * A form whose table does not match its definition is set aside: reads and writes answer form_unavailable. A binned one was
   * deleted: nobody has a part in it any more, what its records had given to others stays as it was.
   */
  readonly state: 'ok' | 'quarantined' | 'binned';
}

/** All published definitions of a workspace at one metadata version; immutable, shared by all requests of a process. */
export interface Catalog {
  readonly workspace: Workspace;
  /** Decimal text of a bigint; grows with each publish. */
  readonly version: string;
  readonly apps: ReadonlyMap<string, AppDocument>;
  /** By "app:form". */
  readonly forms: ReadonlyMap<string, CatalogForm>;
  /** By "app:key". */
  readonly views: ReadonlyMap<string, ViewDocument>;
  readonly dashboards: ReadonlyMap<string, DashboardDocument>;
  readonly roles: ReadonlyMap<string, RoleDocument>;
}

/** The member on whose behalf something is done, as expressions know them (`Env`). */
export interface Actor {
  readonly id: string;
  /** The main one first. */
  readonly departments: readonly string[];
  /** "app:role". */
  readonly roles: readonly string[];
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  /** The department above each department of the workspace. */
  readonly parents?: Readonly<Record<string, string | null>>;
  /** Administrators of the workspace pass every policy. */
  readonly admin: boolean;
  /** Rights in one form of somebody without a login, in place of roles; equal keys mean equal rights. */
  readonly visitor?: { readonly key: string; readonly form: string; readonly grant: FormGrant };
}

export interface Log {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/** The page that a request comes from. */
export interface Screen {
  /** What the browser says it is. */
  readonly agent?: string | undefined;
  /** The view that it shows: "app:key". */
  readonly view?: string | undefined;
}

/** First argument of every record operation. */
export interface Ctx {
  readonly pool: Pool;
  /** For questions whose effort nobody can foresee: see `bounded`. Absent: `pool`. */
  readonly reads?: Pool | undefined;
  readonly catalog: Catalog;
  readonly actor: Actor;
  /** ISO instant, UTC, milliseconds: one per request. */
  readonly now: string;
  readonly locale: Locale;
  /** Through what the change comes; kept in history. */
  readonly cause: 'form' | 'api' | 'import' | 'template' | 'public' | 'batch' | 'linked';
  /** Why checks that only warn are passed over; absent: they refuse. */
  readonly accept?: AcceptedWarnings | undefined;
  /** Names the change of many records that this one is part of: people are told of it once. */
  readonly batch?: string | undefined;
  /** The moment whose values a person puts back into the record; kept in history. */
  readonly backTo?: string | undefined;
  /**
   * Values that stood in the record before and are put back, besides what is sent. They are taken as what follows from a
   * change: nobody needs the right to write them, and steps that people may not take go with them.
   */
  readonly puttingBack?: Readonly<Record<string, Value>> | undefined;
  /** Encrypts what is not to stand in the database. */
  readonly keys: Keyring;
  /** What is known of the screen that it comes from; nothing of programs. */
  readonly screen?: Screen | undefined;
  /** Asks addresses for values of fields; absent where that makes no sense. */
  readonly outer?: OuterCalls | undefined;
  /** Remembers names of people; absent: they are read each time. */
  readonly people?: PeopleNames | undefined;
  readonly log: Log;
}
