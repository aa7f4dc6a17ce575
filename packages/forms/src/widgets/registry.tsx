import { type Registry, registry } from '@trellis/metadata';
import type { FindFacet } from '../compute/result-cell.tsx';
import { AddressCell } from '../fields/address/cell.tsx';
import { AddressSettings } from '../fields/address/settings.tsx';
import { AddressWidget } from '../fields/address/widget.tsx';
import { AutonumberCell } from '../fields/autonumber/cell.tsx';
import { AutonumberSettings } from '../fields/autonumber/settings.tsx';
import { AutonumberWidget } from '../fields/autonumber/widget.tsx';
import { BarcodeCell } from '../fields/barcode/cell.tsx';
import { BarcodeSettings } from '../fields/barcode/settings.tsx';
import { BarcodeWidget } from '../fields/barcode/widget.tsx';
import { CascadeCell } from '../fields/cascade/cell.tsx';
import { CascadeSettings } from '../fields/cascade/settings.tsx';
import { CascadeWidget } from '../fields/cascade/widget.tsx';
import { CheckboxCell } from '../fields/checkbox/cell.tsx';
import { CheckboxSettings } from '../fields/checkbox/settings.tsx';
import { CheckboxWidget } from '../fields/checkbox/widget.tsx';
import { DateCell } from '../fields/date/cell.tsx';
import { DateSettings } from '../fields/date/settings.tsx';
import { DateWidget } from '../fields/date/widget.tsx';
import { DatetimeCell } from '../fields/datetime/cell.tsx';
import { DatetimeSettings } from '../fields/datetime/settings.tsx';
import { DatetimeWidget } from '../fields/datetime/widget.tsx';
import { DepartmentCell } from '../fields/department/cell.tsx';
import { DepartmentSettings } from '../fields/department/settings.tsx';
import { DepartmentWidget } from '../fields/department/widget.tsx';
import { DurationCell } from '../fields/duration/cell.tsx';
import { DurationSettings } from '../fields/duration/settings.tsx';
import { DurationWidget } from '../fields/duration/widget.tsx';
import { EmailCell } from '../fields/email/cell.tsx';
import { EmailSettings } from '../fields/email/settings.tsx';
import { EmailWidget } from '../fields/email/widget.tsx';
import { FileCell } from '../fields/file/cell.tsx';
import { FileSettings } from '../fields/file/settings.tsx';
import { FileWidget } from '../fields/file/widget.tsx';
import { formulaCell } from '../fields/formula/cell.tsx';
import { formulaSettings } from '../fields/formula/settings.tsx';
import { formulaWidget } from '../fields/formula/widget.tsx';
import { ImageCell } from '../fields/image/cell.tsx';
import { ImageSettings } from '../fields/image/settings.tsx';
import { ImageWidget } from '../fields/image/widget.tsx';
import { LocationCell } from '../fields/location/cell.tsx';
import { LocationSettings } from '../fields/location/settings.tsx';
import { LocationWidget } from '../fields/location/widget.tsx';
import { lookupCell } from '../fields/lookup/cell.tsx';
import { LookupSettings } from '../fields/lookup/settings.tsx';
import { lookupWidget } from '../fields/lookup/widget.tsx';
import { MemberCell } from '../fields/member/cell.tsx';
import { MemberSettings } from '../fields/member/settings.tsx';
import { MemberWidget } from '../fields/member/widget.tsx';
import { MoneyCell } from '../fields/money/cell.tsx';
import { MoneySettings } from '../fields/money/settings.tsx';
import { MoneyWidget } from '../fields/money/widget.tsx';
import { MultiSelectCell } from '../fields/multi-select/cell.tsx';
import { MultiSelectSettings } from '../fields/multi-select/settings.tsx';
import { MultiSelectWidget } from '../fields/multi-select/widget.tsx';
import { NumberCell } from '../fields/number/cell.tsx';
import { NumberSettings } from '../fields/number/settings.tsx';
import { NumberWidget } from '../fields/number/widget.tsx';
import { PercentCell } from '../fields/percent/cell.tsx';
import { PercentSettings } from '../fields/percent/settings.tsx';
import { PercentWidget } from '../fields/percent/widget.tsx';
import { PhoneCell } from '../fields/phone/cell.tsx';
import { PhoneSettings } from '../fields/phone/settings.tsx';
import { PhoneWidget } from '../fields/phone/widget.tsx';
import { QueryListCell } from '../fields/query-list/cell.tsx';
import { QueryListSettings } from '../fields/query-list/settings.tsx';
import { QueryListWidget } from '../fields/query-list/widget.tsx';
import { RatingCell } from '../fields/rating/cell.tsx';
import { RatingSettings } from '../fields/rating/settings.tsx';
import { RatingWidget } from '../fields/rating/widget.tsx';
import { ReferenceCell } from '../fields/reference/cell.tsx';
import { ReferenceSettings } from '../fields/reference/settings.tsx';
import { ReferenceWidget } from '../fields/reference/widget.tsx';
import { RegionCell } from '../fields/region/cell.tsx';
import { RegionSettings } from '../fields/region/settings.tsx';
import { RegionWidget } from '../fields/region/widget.tsx';
import { RelatedCell } from '../fields/related/cell.tsx';
import { RelatedSettings } from '../fields/related/settings.tsx';
import { RelatedWidget } from '../fields/related/widget.tsx';
import { RichTextCell } from '../fields/rich-text/cell.tsx';
import { RichTextSettings } from '../fields/rich-text/settings.tsx';
import { RichTextWidget } from '../fields/rich-text/widget.tsx';
import { RoleCell } from '../fields/role/cell.tsx';
import { RoleSettings } from '../fields/role/settings.tsx';
import { RoleWidget } from '../fields/role/widget.tsx';
import { rollupCell } from '../fields/rollup/cell.tsx';
import { RollupSettings } from '../fields/rollup/settings.tsx';
import { rollupWidget } from '../fields/rollup/widget.tsx';
import { SelectCell } from '../fields/select/cell.tsx';
import { SelectSettings } from '../fields/select/settings.tsx';
import { SelectWidget } from '../fields/select/widget.tsx';
import { SignatureCell } from '../fields/signature/cell.tsx';
import { SignatureSettings } from '../fields/signature/settings.tsx';
import { SignatureWidget } from '../fields/signature/widget.tsx';
import { StageCell } from '../fields/stage/cell.tsx';
import { StageSettings } from '../fields/stage/settings.tsx';
import { StageWidget } from '../fields/stage/widget.tsx';
import { SubformCell } from '../fields/subform/cell.tsx';
import { SubformSettings } from '../fields/subform/settings.tsx';
import { SubformWidget } from '../fields/subform/widget.tsx';
import { TagsCell } from '../fields/tags/cell.tsx';
import { TagsSettings } from '../fields/tags/settings.tsx';
import { TagsWidget } from '../fields/tags/widget.tsx';
import { TextCell } from '../fields/text/cell.tsx';
import { TextSettings } from '../fields/text/settings.tsx';
import { TextWidget } from '../fields/text/widget.tsx';
import { TextareaCell } from '../fields/textarea/cell.tsx';
import { TextareaSettings } from '../fields/textarea/settings.tsx';
import { TextareaWidget } from '../fields/textarea/widget.tsx';
import { TimeCell } from '../fields/time/cell.tsx';
import { TimeSettings } from '../fields/time/settings.tsx';
import { TimeWidget } from '../fields/time/widget.tsx';
import { UrlCell } from '../fields/url/cell.tsx';
import { UrlSettings } from '../fields/url/settings.tsx';
import { UrlWidget } from '../fields/url/widget.tsx';
import { fieldTypes } from '../registry.ts';
import type { FieldFacet } from './facet.tsx';
import { provideFacets } from './parts.ts';

/** Computed fields are shown by other types. */
const findFacet: FindFacet = (type) => fieldFacets.find(type);

/** Every field type's browser side, in the order of the model registry. */
export const fieldFacets: Registry<FieldFacet> = registry<FieldFacet>([
  { type: 'text', Widget: TextWidget, Cell: TextCell, Settings: TextSettings, inline: true },
  { type: 'textarea', Widget: TextareaWidget, Cell: TextareaCell, Settings: TextareaSettings },
  {
    type: 'number',
    Widget: NumberWidget,
    Cell: NumberCell,
    Settings: NumberSettings,
    align: 'right',
    inline: true,
  },
  {
    type: 'money',
    Widget: MoneyWidget,
    Cell: MoneyCell,
    Settings: MoneySettings,
    align: 'right',
    inline: true,
  },
  {
    type: 'percent',
    Widget: PercentWidget,
    Cell: PercentCell,
    Settings: PercentSettings,
    align: 'right',
    inline: true,
  },
  { type: 'rating', Widget: RatingWidget, Cell: RatingCell, Settings: RatingSettings, inline: true },
  { type: 'date', Widget: DateWidget, Cell: DateCell, Settings: DateSettings, inline: true },
  { type: 'datetime', Widget: DatetimeWidget, Cell: DatetimeCell, Settings: DatetimeSettings, inline: true },
  { type: 'time', Widget: TimeWidget, Cell: TimeCell, Settings: TimeSettings, inline: true },
  {
    type: 'duration',
    Widget: DurationWidget,
    Cell: DurationCell,
    Settings: DurationSettings,
    align: 'right',
    inline: true,
  },
  { type: 'select', Widget: SelectWidget, Cell: SelectCell, Settings: SelectSettings, inline: true },
  {
    type: 'multi_select',
    Widget: MultiSelectWidget,
    Cell: MultiSelectCell,
    Settings: MultiSelectSettings,
    inline: true,
  },
  { type: 'stage', Widget: StageWidget, Cell: StageCell, Settings: StageSettings, inline: true },
  { type: 'cascade', Widget: CascadeWidget, Cell: CascadeCell, Settings: CascadeSettings, inline: true },
  { type: 'region', Widget: RegionWidget, Cell: RegionCell, Settings: RegionSettings, inline: true },
  { type: 'address', Widget: AddressWidget, Cell: AddressCell, Settings: AddressSettings },
  { type: 'location', Widget: LocationWidget, Cell: LocationCell, Settings: LocationSettings },
  { type: 'checkbox', Widget: CheckboxWidget, Cell: CheckboxCell, Settings: CheckboxSettings, inline: true },
  { type: 'tags', Widget: TagsWidget, Cell: TagsCell, Settings: TagsSettings },
  { type: 'member', Widget: MemberWidget, Cell: MemberCell, Settings: MemberSettings, inline: true },
  {
    type: 'department',
    Widget: DepartmentWidget,
    Cell: DepartmentCell,
    Settings: DepartmentSettings,
    inline: true,
  },
  { type: 'role', Widget: RoleWidget, Cell: RoleCell, Settings: RoleSettings, inline: true },
  { type: 'reference', Widget: ReferenceWidget, Cell: ReferenceCell, Settings: ReferenceSettings },
  { type: 'related', Widget: RelatedWidget, Cell: RelatedCell, Settings: RelatedSettings },
  { type: 'query_list', Widget: QueryListWidget, Cell: QueryListCell, Settings: QueryListSettings },
  { type: 'subform', Widget: SubformWidget, Cell: SubformCell, Settings: SubformSettings },
  { type: 'phone', Widget: PhoneWidget, Cell: PhoneCell, Settings: PhoneSettings, inline: true },
  { type: 'email', Widget: EmailWidget, Cell: EmailCell, Settings: EmailSettings, inline: true },
  { type: 'url', Widget: UrlWidget, Cell: UrlCell, Settings: UrlSettings, inline: true },
  { type: 'barcode', Widget: BarcodeWidget, Cell: BarcodeCell, Settings: BarcodeSettings },
  { type: 'rich_text', Widget: RichTextWidget, Cell: RichTextCell, Settings: RichTextSettings },
  { type: 'file', Widget: FileWidget, Cell: FileCell, Settings: FileSettings },
  { type: 'image', Widget: ImageWidget, Cell: ImageCell, Settings: ImageSettings },
  { type: 'signature', Widget: SignatureWidget, Cell: SignatureCell, Settings: SignatureSettings },
  { type: 'autonumber', Widget: AutonumberWidget, Cell: AutonumberCell, Settings: AutonumberSettings },
  {
    type: 'formula',
    Widget: formulaWidget(findFacet),
    Cell: formulaCell(findFacet),
    Settings: formulaSettings(fieldTypes.find, findFacet),
  },
  { type: 'lookup', Widget: lookupWidget(findFacet), Cell: lookupCell(findFacet), Settings: LookupSettings },
  { type: 'rollup', Widget: rollupWidget(findFacet), Cell: rollupCell(findFacet), Settings: RollupSettings },
]);

provideFacets(fieldFacets);
