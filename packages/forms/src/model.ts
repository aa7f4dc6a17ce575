export type * from './contract.ts';
export type {
  CompiledCheck,
  CompiledDefault,
  Condition,
  FieldRules,
  FormBehaviour,
} from './form/behaviour.ts';
export { type CompiledField, type CompiledForm, compileForm } from './form/compile.ts';
export {
  defaults,
  emptyRecord,
  normaliseRecord,
  type Values,
  validateRecord,
  valueIssues,
} from './form/record.ts';
export { resolveRef, reverseName, splitRef } from './form/refs.ts';
export { scopeOf } from './form/scope.ts';
export { type BehaviourState, behaviourState } from './form/state.ts';
export { fieldTypes } from './registry.ts';
export { checkValue } from './schema/check-value.ts';
