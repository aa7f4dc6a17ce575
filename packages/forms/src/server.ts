export { type CheckedBundle, checkBundle, type RawBundle } from './check/bundle.ts';
export { checkDashboard, checkForm, checkRole, checkView, readForm } from './check/definition.ts';
