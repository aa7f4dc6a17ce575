/** What is known of views outside React. */
export {
  type CatalogInput,
  type ClientCatalog,
  type FormInfo,
  type Relation,
  readCatalog,
  relationsOf,
} from './catalog/catalog.ts';
export { type Column, columnOf, columnsOf, isSystemField } from './data/columns.ts';
export type { ViewKind } from './kinds/contract.ts';
export { viewKinds } from './kinds/registry.ts';
export {
  allOf,
  type ListState,
  readListState,
  type Search,
  toggleSort,
  writeListState,
} from './state/list-state.ts';
