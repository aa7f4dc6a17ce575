import type { FormDocument, LocalText, OptionSet, ViewDocument } from '@trellis/metadata';
import { ApiError, useClient, useWorkspace } from '@trellis/ui/react';

/** Forms with their views, as exported files hold them (`Parcel` of the server). */
export interface FormFile {
  readonly trellis: 'forms';
  readonly version: 1;
  readonly app: string;
  readonly forms: Readonly<Record<string, FormDocument>>;
  readonly views: Readonly<Record<string, ViewDocument>>;
  readonly optionSets: readonly OptionSet[];
}

/** A file of one form made on the spot. */
export const fileOf = (app: string, key: string, form: FormDocument, view: ViewDocument): FormFile => ({
  trellis: 'forms',
  version: 1,
  app,
  forms: { [key]: form },
  views: { [`${key}_all`.slice(0, 40)]: view },
  optionSets: [],
});

/** Publishes the forms of a file in an app. */
export function useCreateForms(app: string) {
  const client = useClient();
  const workspace = useWorkspace().key;
  return (parcel: FormFile) => client.call('createForms', { params: { workspace, app }, body: { parcel } });
}

/** What is wrong with documents, in words. */
export const problemsIn = (error: unknown): readonly string[] =>
  error instanceof ApiError && error.code === 'definition_invalid'
    ? error.issues.map(({ path, message }) => `${path.join(' › ')}: ${message ?? ''}`)
    : [];

/** The name as a label of both languages. */
export const labelOf = (name: string): LocalText => ({ zh: name.trim() });
