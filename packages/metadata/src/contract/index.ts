import { apiSources } from './api-sources.ts';
import { auth, members } from './auth.ts';
import { batch } from './batch.ts';
import { binned } from './bin.ts';
import { binnedForms } from './binned-forms.ts';
import { books } from './books.ts';
import { channels } from './channels.ts';
import { comments } from './comments.ts';
import { definitions, templates } from './definitions.ts';
import { deletion } from './deletion.ts';
import { designing } from './designing.ts';
import { drafts } from './drafts.ts';
import { duplicates } from './duplicates.ts';
import { dataExports } from './exports.ts';
import { files } from './files.ts';
import { newForms } from './forms.ts';
import { groups } from './groups.ts';
import { importMappings } from './import-mappings.ts';
import { imports } from './imports.ts';
import { indexes } from './indexes.ts';
import { linked } from './linked.ts';
import { merging } from './merging.ts';
import { messages } from './messages.ts';
import { past } from './past.ts';
import { publicForms } from './public.ts';
import { recordPage } from './record-page.ts';
import { records } from './records.ts';
import { events, reports } from './reports.ts';
import { search } from './search.ts';
import { sharing } from './sharing.ts';
import { versions } from './versions.ts';
import { views } from './views.ts';

/** Every operation of the HTTP API by its id. */
export const contract = {
  ...auth,
  ...members,
  ...definitions,
  ...versions,
  ...designing,
  ...templates,
  ...newForms,
  ...books,
  ...records,
  ...groups,
  ...batch,
  ...binned,
  ...binnedForms,
  ...past,
  ...recordPage,
  ...indexes,
  ...linked,
  ...search,
  ...apiSources,
  ...drafts,
  ...files,
  ...imports,
  ...importMappings,
  ...dataExports,
  ...reports,
  ...events,
  ...publicForms,
  ...messages,
  ...channels,
  ...views,
  ...comments,
  ...sharing,
  ...duplicates,
  ...merging,
  ...deletion,
};
export type Contract = typeof contract;
