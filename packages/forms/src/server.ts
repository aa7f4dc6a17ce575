import './values/regions-data.ts';

export {
  type CheckedBundle,
  checkBundle,
  type Inspection,
  inspectBundle,
  type RawBundle,
} from './check/bundle.ts';
export { checkDashboard, checkForm, checkRole, checkView, readForm, readIssues } from './check/definition.ts';
export { dateOrderOf } from './infer/date-order.ts';
export { type Guess, inferColumn } from './infer/infer.ts';
export type { ColumnTexts } from './infer/types.ts';
export { blocksOf } from './similar/blocks.ts';
export { rememberParts } from './similar/core.ts';
export { type Reason, scoreOf, WAYS, type Way } from './similar/likeness.ts';
