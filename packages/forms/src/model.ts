export { type Effect, effectName, effectsOf } from './changes/effects.ts';
export { settingNames } from './changes/setting-names.ts';
export { type ChangeWords, changeWords } from './changes/words.ts';
export { FINDING_CODES, type Finding, type FindingCode, formFindings } from './check/analysis/findings.ts';
export { dashboardIssues } from './check/app.ts';
export { type Broken, brokenBy, type Published } from './check/dependents.ts';
export { formIssues, typeChangeIssues } from './check/form.ts';
export { formWithOptionSets } from './check/option-sets.ts';
export { reportIssues, reportIssuesIn } from './check/report.ts';
export { roleIssues } from './check/role.ts';
export { placeOfUse, type UsePlace } from './check/use-place.ts';
export { type Sought, type Use, usesInViews, usesOf, usesOfForm } from './check/uses.ts';
export { totalsOf, viewIssues, viewIssuesIn } from './check/view.ts';
export { completeComputed } from './compute/complete.ts';
export {
  type ComputedNode,
  type ComputeGraph,
  computeGraph,
  type Reader,
} from './compute/graph.ts';
export { movedFields } from './compute/held.ts';
export { likeResult } from './compute/like.ts';
export { liveValues } from './compute/live.ts';
export { followingRows, type OwnFormula, ownFormulas, placesOf, withFormulas } from './compute/own.ts';
export type { Program } from './compute/program.ts';
export { type FormSession, formSession } from './compute/session.ts';
export type { Hop, Source } from './compute/sources.ts';
export type * from './contract.ts';
export { filterToExpr } from './filter/expr.ts';
export { fieldLabel, filterFields, listFields } from './filter/fields.ts';
export type { FilterField } from './filter/types.ts';
export type {
  CompiledCheck,
  CompiledDefault,
  Condition,
  FieldRules,
  FormBehaviour,
} from './form/behaviour.ts';
export { type CompiledField, type CompiledForm, compileForm } from './form/compile.ts';
export { type Conversion, conversionOf, conversions, convertedValue } from './form/convert.ts';
export { demandingFields } from './form/demands.ts';
export { encryptedFields, mayEncrypt, UNREADABLE } from './form/encrypted.ts';
export { offerIssues } from './form/guide.ts';
export { judgeRecord } from './form/judge.ts';
export { madeUp } from './form/made-up.ts';
export { completeConfig, normaliseForm } from './form/normalise.ts';
export {
  documentOfRows,
  type OwnedField,
  ownedFields,
  ownerOf,
  rowsIn,
  rowsOfDocument,
} from './form/owned.ts';
export {
  defaults,
  emptyRecord,
  literalDefault,
  normaliseRecord,
  type Values,
  validateRecord,
  valueIssues,
} from './form/record.ts';
export { resolveRef, reverseName, splitRef } from './form/refs.ts';
export { renamedExpr, renamedField } from './form/rename.ts';
export {
  bareValues,
  isBlankRow,
  isRowsChange,
  ownerData,
  type RowsChange,
  type RowValue,
  rowData,
  rowsOf,
  wholeRow,
} from './form/rows.ts';
export { askedScope, scopeOf } from './form/scope.ts';
export { type BehaviourState, behaviourState } from './form/state.ts';
export { type Stay, stayOf } from './form/stay.ts';
export { stepIssues } from './form/steps.ts';
export { withoutUnseen } from './form/unseen.ts';
export { type Reason, reasonsOf } from './form/why.ts';
export { keyReadings, mayBeCompared, usualReading } from './keys/readings.ts';
export { carryValue } from './linkage/carry.ts';
export {
  type BoundCondition,
  bindCondition,
  linkedScope,
  RECORD,
  recordPaths,
} from './linkage/condition.ts';
export { columnPairs, type Derived, derivedOf, OF_OWNER } from './linkage/derived.ts';
export {
  keptColumns,
  mayAsk,
  mayCapture,
  mayGuard,
  mayOffer,
  mayShow,
  offeredFields,
} from './public/offered.ts';
export { fieldTypes } from './registry.ts';
export { checkValue } from './schema/check-value.ts';
export {
  type CompiledPair,
  type CompiledSimilar,
  comparedFields,
  similarRules,
  USUAL_THRESHOLD,
  USUAL_WEIGHT,
} from './similar/rules.ts';
export { optionsOfLines } from './values/choice.ts';
export { formatDuration } from './values/duration.ts';
export { extensionOf, fileIssues, isShownImage, MAX_FILE_MIB } from './values/files.ts';
export { maskText } from './values/mask.ts';
export { sameValue } from './values/same.ts';
export { isSealed, SEALED } from './values/sealed.ts';
export { shownText } from './values/shown.ts';
