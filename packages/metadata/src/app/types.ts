import type { DashboardDocument } from '../dashboard/types.ts';
import type { FormDocument, JsonObject, OptionDef } from '../form/types.ts';
import type { Locale, LocalText } from '../kernel/text.ts';
import type { RoleDocument } from '../role/types.ts';
import type { ViewDocument } from '../view/types.ts';

/** An app of a workspace: its name and menu. The other definitions belong to it by key. */
export interface AppDocument {
  readonly vocabulary: 1;
  readonly label: LocalText;
  readonly help?: LocalText;
  readonly icon?: string;
  readonly color?: string;
  readonly menu: readonly MenuGroup[];
  /** Options that fields share by naming the set; publishing keeps the copies in the forms up to date. */
  readonly optionSets?: readonly OptionSet[];
}

/** Options under one name for all fields of an app. */
export interface OptionSet {
  readonly key: string;
  readonly label: LocalText;
  readonly options: readonly (OptionDef & JsonObject)[];
}

export interface MenuGroup {
  readonly key: string;
  readonly label: LocalText;
  readonly items: readonly MenuItem[];
}
export type MenuItem =
  | { readonly kind: 'form'; readonly form: string }
  | { readonly kind: 'dashboard'; readonly dashboard: string };

/** manifest.json of a template. */
export interface Manifest {
  readonly vocabulary: 1;
  /** Key of the template and, unless taken, of the app it installs. */
  readonly key: string;
  /** Semantic version of the template. */
  readonly version: string;
  /** Range of platform versions, e.g. ">=0.1.0". */
  readonly platform: string;
  readonly locales: readonly Locale[];
  readonly app: AppDocument;
}

/** Everything of an app as documents by key. */
export interface AppBundle {
  readonly app: AppDocument;
  readonly forms: { readonly [key: string]: FormDocument };
  readonly views: { readonly [key: string]: ViewDocument };
  readonly roles: { readonly [key: string]: RoleDocument };
  readonly dashboards: { readonly [key: string]: DashboardDocument };
}

export const DEFINITION_KINDS = ['form', 'view', 'role', 'dashboard'] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];
export interface DefinitionDocuments {
  readonly form: FormDocument;
  readonly view: ViewDocument;
  readonly role: RoleDocument;
  readonly dashboard: DashboardDocument;
}
