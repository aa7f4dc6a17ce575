/** React primitives, theme, languages and data hooks; knows no business kind. */
export {
  type CatalogData,
  type CatalogForm,
  catalogQuery,
  type Member,
  useCatalog,
  useDepartments,
  useMe,
  useMembers,
} from './api/catalog.ts';
export {
  type ChangeEvent,
  type Client,
  type ClientOptions,
  type ConversionProgress,
  createClient,
  type Session,
} from './api/client.ts';
export { ApiError } from './api/error.ts';
export { useEvents } from './api/events.ts';
export { keys } from './api/keys.ts';
export {
  ApiProvider,
  createQueryClient,
  useClient,
  useWorkspace,
  type WorkspaceInfo,
  WorkspaceProvider,
} from './api/provider.tsx';
export {
  formParams,
  type GroupQuery,
  type HistoryChange,
  type ListQuery,
  type RecordData,
  type RecordPage,
  type RecordsQuery,
  type Refs,
  type SaveInput,
  useDeleteRecords,
  useGroups,
  useRecord,
  useRecordPages,
  useRecords,
  useRestoreRecords,
  useSaveRecord,
} from './api/records.ts';
export type { Body, Input, OperationId, Reply } from './api/request.ts';
export { type Accept, acceptWarnings, onlyWarned, withReason } from './api/warnings.ts';
export { DndBoard, DndCard, DndLane } from './dnd/board.tsx';
export { DragItem, useDragHandles } from './dnd/drag-item.tsx';
export { type DragSource, DropTarget, useDragSource } from './dnd/drag-parts.tsx';
export { DndInsert } from './dnd/insert.tsx';
export type { Drop, DropSide } from './dnd/insertion.ts';
export { moved, SortableList } from './dnd/sortable-list.tsx';
export { defineMessages, type Messages, type Translate } from './i18n/define-messages.ts';
export {
  type FormatEnv,
  formatCompact,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  formatRelative,
} from './i18n/format.ts';
export { currentLocale } from './i18n/i18n.ts';
export { LocaleProvider, setLocale, useLocale } from './i18n/locale.tsx';
export { useAskReason } from './primitives/ask-reason.tsx';
export { ConfirmDanger } from './primitives/confirm-danger.tsx';
export { Icon, OtherIcon } from './primitives/icon.tsx';
export { ICON_NAMES, type IconName } from './primitives/icons/names.ts';
export { fetchSoon, type Later, later } from './primitives/later.tsx';
export { initials, MemberAvatar } from './primitives/member-avatar.tsx';
export { OptionDot, OptionTag } from './primitives/option-tag.tsx';
export { Progress } from './primitives/progress.tsx';
export { RelativeTime } from './primitives/relative-time.tsx';
export { Sheet, type SheetProps } from './primitives/sheet.tsx';
export { SkeletonBar, SkeletonCards, SkeletonForm, SkeletonRows } from './primitives/skeletons.tsx';
export { EmptyState, ErrorState, PageHeader } from './primitives/states.tsx';
export { type Toast, useToast } from './primitives/toast.tsx';
export { LightOnly } from './theme/light-only.tsx';
export {
  DeviceProvider,
  setThemeMode,
  type ThemeMode,
  useIsPhone,
  useMediaQuery,
  useThemeMode,
} from './theme/mode.ts';
export { OPTION_PALETTE, type OptionShade, optionColors } from './theme/option-colors.ts';
export { PALETTES, type Palette, type Scheme } from './theme/tokens.ts';
export { TrellisTheme } from './theme/trellis-theme.tsx';
