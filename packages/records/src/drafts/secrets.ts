import type { CatalogForm } from '../contract.ts';
import { openAll, type Sealing, sealAll } from '../secrets/values.ts';
import type { DraftContent } from './content.ts';

/** The content of a draft as it is stored: what its form encrypts is encrypted here too. */
export const sealDraft = (at: Sealing, form: CatalogForm, id: string, content: string): string =>
  JSON.stringify(each(JSON.parse(content), (values) => sealAll(at, form, id, values)));

/** The same content as it was typed. */
export const openDraft = (at: Sealing, form: CatalogForm, id: string, content: string): DraftContent =>
  each(JSON.parse(content), (values) => openAll(at, form, id, values));

const each = (
  { values, was }: DraftContent,
  change: (values: DraftContent['values']) => Readonly<DraftContent['values']>,
): DraftContent => ({ values: change(values), ...(was === undefined ? {} : { was: change(was) }) });
