/** Where staff live: lists, boards and records. Data through the contract, addresses through the app's router. */
export { CatalogProvider, useClientCatalog, useFormInfo } from './catalog/provider.tsx';
export { OfflineBar } from './drafts/offline-bar.tsx';
export { useDrafts } from './drafts/provider.tsx';
export { ImportWizard } from './import/import-wizard.tsx';
export { MessageBell } from './inbox/bell.tsx';
export { MessageSettings } from './inbox/settings.tsx';
export type { ViewFacet, ViewProps } from './kinds/facet.tsx';
export { viewFacets } from './kinds/facets.tsx';
export { AddColumnProvider } from './kinds/table/add-column.tsx';
export { FormPage } from './list/form-page.tsx';
export { type Navigation, NavigationProvider, type Place, useNavigation } from './navigation.tsx';
export { PrintPage } from './print/print-page.tsx';
export { RecordPage } from './record/record-page.tsx';
export { SearchEntry } from './search/search-entry.tsx';
export { ViewsServices } from './services.tsx';
export { FollowedRecords } from './social/followed.tsx';
export { usePref } from './state/storage.tsx';
