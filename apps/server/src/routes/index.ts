import type { Contract } from '@trellis/metadata';
import type { Handlers } from '../http/handler.ts';
import { apiSourceHandlers } from './api-sources.ts';
import { authHandlers } from './auth.ts';
import { batchHandlers } from './batches.ts';
import { binHandlers } from './bin.ts';
import { binnedFormHandlers } from './binned-forms.ts';
import { definitionHandlers } from './definitions.ts';
import { deletionHandlers } from './deletion.ts';
import { designingHandlers } from './designing.ts';
import { draftHandlers } from './drafts.ts';
import { duplicateHandlers } from './duplicates.ts';
import { eventHandlers } from './events.ts';
import { exportHandlers } from './exports.ts';
import { fileHandlers } from './files.ts';
import { formHandlers } from './forms.ts';
import { importHandlers } from './imports.ts';
import { indexHandlers } from './indexes.ts';
import { memberHandlers } from './members.ts';
import { mergingHandlers } from './merging.ts';
import { messageHandlers } from './messages.ts';
import { publicHandlers } from './public.ts';
import { recordHandlers } from './records.ts';
import { reportHandlers } from './reports.ts';
import { socialHandlers } from './social.ts';
import { templateHandlers } from './templates.ts';
import { versionHandlers } from './versions.ts';
import { viewHandlers } from './views.ts';

/** A handler for every operation: a missing one does not compile. */
export const handlers: Handlers<keyof Contract> = {
  ...authHandlers,
  ...memberHandlers,
  ...definitionHandlers,
  ...versionHandlers,
  ...designingHandlers,
  ...templateHandlers,
  ...formHandlers,
  ...recordHandlers,
  ...batchHandlers,
  ...binHandlers,
  ...binnedFormHandlers,
  ...apiSourceHandlers,
  ...draftHandlers,
  ...duplicateHandlers,
  ...mergingHandlers,
  ...deletionHandlers,
  ...fileHandlers,
  ...importHandlers,
  ...exportHandlers,
  ...indexHandlers,
  ...reportHandlers,
  ...eventHandlers,
  ...publicHandlers,
  ...messageHandlers,
  ...viewHandlers,
  ...socialHandlers,
};
