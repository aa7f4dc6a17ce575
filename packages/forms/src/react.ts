/** The form engine in the browser: widgets, cells, form view, filter editor. Knows no HTTP: FormServices answers. */
export { DesignedFormProvider, useDesignedForm } from './compute/designed-form.tsx';
export {
  type RecalculatingFields,
  RecalculatingMark,
  RecalculatingProvider,
  useRecalculating,
} from './compute/recalculating.tsx';
export type { FilterChip } from './filter/describe.ts';
export { exprToFilter, filterToExpr } from './filter/expr.ts';
export { fieldLabel, filterFields, listFields } from './filter/fields.ts';
export { FilterEditor } from './filter/late-editor.tsx';
export { operatorsOf } from './filter/operators.ts';
export type { FilterOperator } from './filter/pattern.ts';
export { QuickFilter } from './filter/quick-filter.tsx';
export type { FilterCondition, FilterField, FilterGroup, FilterNode } from './filter/types.ts';
export { useFilterChips } from './filter/use-chips.tsx';
export { ConditionEditor } from './formula/condition-editor.tsx';
export type { ConditionDraft } from './formula/condition-input.tsx';
export { ConditionSetting, type ConditionSettingProps } from './formula/condition-setting.tsx';
export { FormulaSetting, type FormulaSettingProps } from './formula/formula-setting.tsx';
export { FieldGallery } from './gallery/gallery.tsx';
export type { VisitorsField, VisitorsView } from './gallery/visitors.tsx';
export { FieldCell, isEmptyValue } from './view/field-cell.tsx';
export { FieldWidget } from './view/field-widget.tsx';
export { type FormDesign, FormView, type FormViewProps } from './view/form-view.tsx';
export { useIssueText } from './view/issue-text.tsx';
export {
  type PlacedField,
  type PlacedItem,
  type PlacedNote,
  type PlacedSection,
  placeFields,
} from './view/layout.ts';
export { areInputsHere, prepareFields } from './view/prepare.ts';
export { type FormState, useFormState } from './view/use-form-state.tsx';
export { type DesignActions, DesignActionsProvider } from './widgets/design-actions.tsx';
export { fieldDesigns } from './widgets/designs.tsx';
export type { CellProps, FieldFacet, Refs, SettingsProps, WidgetProps } from './widgets/facet.tsx';
export { FileRows } from './widgets/files/file-rows.tsx';
export { useFileLinks } from './widgets/files/links.tsx';
export { useUploads } from './widgets/files/use-uploads.tsx';
export {
  FieldSelect,
  FieldsSetting,
  FormSetting,
  SortSetting,
  useFormAround,
  useNamedForm,
} from './widgets/form-settings.tsx';
export { LinkedConditionSetting } from './widgets/linked-condition-setting.tsx';
export { MemberSelect } from './widgets/member-select.tsx';
export { RecordLink } from './widgets/record-link.tsx';
export { RecordProvider } from './widgets/record-on-screen.tsx';
export { fieldFacets } from './widgets/registry.tsx';
export type { AtHand, LinkedAsk, LinkedRow, LinkedRows, RelationServices } from './widgets/relations.ts';
export {
  type FileLink,
  type FileServices,
  type FormServices,
  FormServicesProvider,
  type MemberChoice,
  type RecordChoice,
  useEnv,
  useFormServices,
  useTextEnv,
  useTitle,
} from './widgets/services.tsx';
export { StageBar } from './widgets/stage-bar.tsx';
export { StayText } from './widgets/stay-text.tsx';
