export { visibleCatalog } from './access/catalog.ts';
export { readPhone } from './access/phone.ts';
export { type Access, accessFor, accessTo, findAccess } from './access/policy.ts';
export { type Scoped, scoped, scopeIn } from './access/scoped.ts';
export type { Bystander } from './access/sight.ts';
export { relatedActivity } from './activity/related.ts';
export { adviseIndexes } from './advisor/advise.ts';
export { listIndexes, pauseIndexes } from './advisor/list.ts';
export { flushLists } from './advisor/usage.ts';
export { cancelBatch, startBatch, undoBatch } from './batch/batches.ts';
export { announce as announceBatches, BATCH_JOB, runBatches, wakeBatches } from './batch/job.ts';
export { batchRecords, getBatch, listBatches } from './batch/list.ts';
export { previewBatch } from './batch/preview.ts';
export { sweepBatches } from './batch/sweep.ts';
export { deleteForm } from './bin/forms/delete.ts';
export { listBinnedForms } from './bin/forms/list.ts';
export { planDeletion } from './bin/forms/plan.ts';
export { PURGE_JOB, purgeForm, runPurges, wakePurges } from './bin/forms/purge.ts';
export { restoreForm } from './bin/forms/restore.ts';
export { purgeRecords, sweepBin } from './bin/purge.ts';
export { queryBin } from './bin/query.ts';
export { listBin, restoreView } from './bin/views.ts';
export { type CatalogCache, loadCatalog, openCatalogCache } from './catalog/cache.ts';
export { COMMENT_EVENT, type CommentEvent } from './comments/event.ts';
export { listComments, recordAudience } from './comments/list.ts';
export { createComment, deleteComment, restoreComment, updateComment } from './comments/write.ts';
export { COMPUTE_JOB } from './compute/defer.ts';
export { previewComputed } from './compute/preview.ts';
export { computeWorkspace, listComputations, wakeComputations } from './compute/run.ts';
export type { Actor, Catalog, CatalogForm, Ctx, Log, Screen, Workspace } from './contract.ts';
export { addField } from './definitions/add-field.ts';
export { createApp, updateApp } from './definitions/app.ts';
export { checkStorage, finishEncryption } from './definitions/check-storage.ts';
export { getDefinition, saveDraft } from './definitions/draft.ts';
export { setNextNumber } from './definitions/next-number.ts';
export { addOption } from './definitions/options.ts';
export { addForms } from './definitions/parcel/add.ts';
export { copyForm } from './definitions/parcel/copy.ts';
export type { Parcel } from './definitions/parcel/parcel.ts';
export { exportForm } from './definitions/parcel/take.ts';
export { planPublish } from './definitions/plan.ts';
export { publish, publishBundle } from './definitions/publish.ts';
export type { Published, PublishOptions } from './definitions/publish-changes.ts';
export type { DefinitionRef } from './definitions/ref.ts';
export { listRemoved, purgeRemoved } from './definitions/removed.ts';
export { listTouched } from './definitions/touched.ts';
export { uninstallApp } from './definitions/uninstall.ts';
export { listUses } from './definitions/uses.ts';
export { getVersion, listVersions } from './definitions/versions.ts';
export { previewDelete } from './deletion/preview.ts';
export { attendDesign, leaveDesign } from './designing/attendance.ts';
export {
  deleteFieldTemplate,
  listFieldTemplates,
  saveFieldTemplate,
} from './designing/field-templates.ts';
export {
  type DraftHead,
  type DraftInput,
  deleteDraft,
  getDraft,
  listDrafts,
  saveDraft as saveRecordDraft,
  sweepDrafts,
} from './drafts/drafts.ts';
export { dismissDuplicates } from './duplicates/dismiss.ts';
export { noteWritten } from './duplicates/due.ts';
export { findSimilar } from './duplicates/find.ts';
export { announceDuplicates, DUPLICATES_JOB, runDuplicates, wakeDuplicates } from './duplicates/job.ts';
export { listDuplicates } from './duplicates/list.ts';
export { scanDuplicates } from './duplicates/scan-state.ts';
export { type FileContent, type Files, type FilesOptions, openFiles } from './files/files.ts';
export { fileKeys } from './files/keys.ts';
export type { ReadableFile } from './files/links.ts';
export type { BlobStore } from './files/store.ts';
export { getFollow, listFollowed, setFollow } from './follow/follow.ts';
export { tellFollowers } from './follow/tell.ts';
export { recordHistory } from './history/history.ts';
export { getHistorySettings, saveHistorySettings } from './history/settings.ts';
export { linkedRecords } from './linked/records.ts';
export { linkedValues } from './linked/values.ts';
export { mergeRecords } from './merge/merge.ts';
export { previewMerge } from './merge/preview.ts';
export { recordMerges, sweepMerges } from './merge/store.ts';
export { unmergeRecords } from './merge/unmerge.ts';
export { changeMessages, sweepMessages } from './messages/change.ts';
export type {
  Channel,
  ChannelConfig,
  ChannelField,
  Channels,
  OutgoingMessage,
  Sent,
} from './messages/channel.ts';
export { listChannels, saveChannel } from './messages/channel-config.ts';
export { DELIVER_JOB, type Delivering, deliverDue, nextDelivery } from './messages/deliver.ts';
export { countMessages, listMessages } from './messages/list.ts';
export { MESSAGE_EVENT, type MessageEvent, type Note, notify } from './messages/notify.ts';
export { listDeliveries, resendDeliveries } from './messages/outbox.ts';
export { getMessageSettings, saveMessageSettings } from './messages/own-settings.ts';
export { tryChannel } from './messages/try-channel.ts';
export { recordNeighbours } from './neighbours/neighbours.ts';
export { type Answer, exchange } from './outer/ask.ts';
export { type OuterCalls, openOuterCalls } from './outer/calls.ts';
export { ClosedAddress, isPublicAddress, lookupPublic } from './outer/guard.ts';
export { listApiSecrets, saveApiSecrets } from './outer/secrets.ts';
export { tryApi } from './outer/try.ts';
export { getRecordAsOf } from './past/record.ts';
export { previewPutBack, putBack } from './past/restore.ts';
export { stageDurations, stageHistory } from './past/stages.ts';
export { uploadingVisitor } from './public/files.ts';
export {
  findPublicForm,
  getPublicForm,
  type PublicForm,
  renewPublicLink,
  savePublicForm,
} from './public/forms.ts';
export { openState, publicPage } from './public/open.ts';
export { queryColumns, queryPublic } from './public/query.ts';
export { submitPublic } from './public/submit.ts';
export type { Visit } from './public/visitor.ts';
export { bounded } from './query/bounded.ts';
export { listCollation } from './query/collation.ts';
export { getRecord } from './query/get.ts';
export { groupRecords } from './query/groups/group.ts';
export { openPeopleNames, type PeopleNames } from './query/people.ts';
export { queryRecords } from './query/query.ts';
export { type Join, type Query, rowsOf, select, selectFrom } from './query/select.ts';
export { streamRecords } from './query/stream.ts';
export { referenceTitles, titleColumn, titleText } from './query/titles.ts';
export { usedValues } from './query/used.ts';
export { renewSearch, SEARCH_JOB, wakeSearch } from './search/renew.ts';
export { searchWorkspace } from './search/workspace.ts';
export { type Keyring, openKeyring, type Place } from './secrets/keyring.ts';
export { shareRecord } from './share/colleagues.ts';
export { createShareLink, listShareLinks, revokeShareLink } from './share/links.ts';
export { openShareLink } from './share/open.ts';
export { tendHistory } from './storage/history-parts.ts';
export { takeForms } from './templates/forms.ts';
export { type InstallInput, installTemplate } from './templates/install.ts';
export { listTemplates, type TemplateCard } from './templates/list.ts';
export { planInstall } from './templates/plan.ts';
export { readTemplate } from './templates/read.ts';
export type * from './templates/types.ts';
export { type ExportedFile, exportRecords } from './transfer/export/export.ts';
export { cancelExport, type Exports, openExports } from './transfer/export/exports.ts';
export { getExport, listExports } from './transfer/export/list.ts';
export { EXPORT_JOB, startExport, wakeExports } from './transfer/export/start.ts';
export { type Imports, type ImportsOptions, openImports } from './transfer/job/imports.ts';
export { deleteMapping, listMappings, putMapping } from './transfer/mapping/saved.ts';
export type * from './types.ts';
export { adjustView, listAdjustments, openWith, resetView } from './views/adjust.ts';
export {
  arrangePersonalViews,
  deletePersonalView,
  listPersonalViews,
  savePersonalView,
} from './views/personal.ts';
export { saveViews } from './views/save.ts';
export { bulkCreate, validateRows } from './write/bulk.ts';
export { createRecord } from './write/create.ts';
export { bulkDelete, bulkRestore, deleteRecord, restoreAs, restoreRecord } from './write/delete.ts';
export { type RecordEvent, recordEventsOf } from './write/event.ts';
export { updateRecord } from './write/update.ts';
export { type UpdateOutcome, updateRecords } from './write/update-many.ts';
