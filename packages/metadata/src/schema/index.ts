import { appSchema, manifestSchema } from './app.ts';
import { dashboardSchema } from './dashboard.ts';
import { formSchema } from './form.ts';
import type { Schema } from './parts.ts';
import { reportSchema } from './report.ts';
import { roleSchema } from './role.ts';
import { viewSchema } from './view.ts';

/** JSON Schema (2020-12) of every kind of document. */
export const documentSchemas = {
  app: appSchema,
  form: formSchema,
  view: viewSchema,
  role: roleSchema,
  dashboard: dashboardSchema,
  report: reportSchema,
  manifest: manifestSchema,
} as const satisfies Readonly<Record<string, Schema>>;

export type DocumentKind = keyof typeof documentSchemas;
