export * from './app/types.ts';
export * from './comment/limits.ts';
export * from './comment/mentions.ts';
export type { DeletionEffect } from './contract/deletion.ts';
export { type Contract, contract } from './contract/index.ts';
export {
  BATCH_DAYS,
  BIN_DAYS,
  EXPORT_AT_ONCE,
  EXPORT_DAYS,
  EXPORT_LOG_DAYS,
  MERGE_DAYS,
  MOST_IN_BATCH,
  MOST_MERGED,
} from './contract/limits.ts';
export type * from './contract/operation.ts';
export type { PublicSettings } from './contract/public.ts';
export * from './dashboard/types.ts';
export { CHANGE_CODES, type Change, type ChangeCode } from './form/change.ts';
export { diffForm } from './form/diff.ts';
export * from './form/likeness.ts';
export * from './form/types.ts';
export { AppError, ERRORS, type ErrorCode } from './kernel/errors.ts';
export { decimalPlaces, FORMATS, type TextFormat } from './kernel/formats.ts';
export { isId, newId } from './kernel/id.ts';
export { fail, type Issue, ok, type Result } from './kernel/issue.ts';
export { isKey, keyFromLabel } from './kernel/key.ts';
export { type Registry, registry } from './kernel/registry.ts';
export { LOCALES, type Locale, type LocalText, localText } from './kernel/text.ts';
export { changeMessage } from './messages/change-message.ts';
export { errorMessage, hasIssueText, issueMessage } from './messages/index.ts';
export * from './notification/channels.ts';
export * from './notification/contract.ts';
export * from './notification/registry.ts';
export * from './report/types.ts';
export * from './role/types.ts';
export { type DocumentKind, documentSchemas } from './schema/index.ts';
export { viewAdjustmentSchema, viewConfigSchemas } from './schema/view.ts';
export { foldText } from './search/fold.ts';
export {
  MATCH_GRADES,
  MAX_PINYIN_TEXT,
  type MatchGrade,
  matchText,
  type Readings,
  type TextMatch,
  type TextRange,
} from './search/match.ts';
export { readSearch, type SearchQuery, type SearchTerm } from './search/query.ts';
export { readingsOf } from './search/readings.ts';
export { syllablesFrom } from './search/syllables.ts';
export { adjusted } from './view/adjust.ts';
export { withColumns } from './view/columns.ts';
export { configFields, viewWithout } from './view/fields.ts';
export * from './view/kinds.ts';
export * from './view/types.ts';
