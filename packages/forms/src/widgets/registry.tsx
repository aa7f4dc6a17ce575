import { type Registry, registry } from '@trellis/metadata';
import { later, SkeletonBar } from '@trellis/ui/react';
import { AddressCell } from '../fields/address/cell.tsx';
import { AutonumberCell } from '../fields/autonumber/cell.tsx';
import { CascadeCell } from '../fields/cascade/cell.tsx';
import { CheckboxCell } from '../fields/checkbox/cell.tsx';
import { DateCell } from '../fields/date/cell.tsx';
import { DatetimeCell } from '../fields/datetime/cell.tsx';
import { DepartmentCell } from '../fields/department/cell.tsx';
import { DurationCell } from '../fields/duration/cell.tsx';
import { EmailCell } from '../fields/email/cell.tsx';
import { FileCell } from '../fields/file/cell.tsx';
import { formulaCell } from '../fields/formula/cell.tsx';
import { ImageCell } from '../fields/image/cell.tsx';
import { LocationCell } from '../fields/location/cell.tsx';
import { lookupCell } from '../fields/lookup/cell.tsx';
import { MemberCell } from '../fields/member/cell.tsx';
import { MoneyCell } from '../fields/money/cell.tsx';
import { MultiSelectCell } from '../fields/multi-select/cell.tsx';
import { NumberCell } from '../fields/number/cell.tsx';
import { PercentCell } from '../fields/percent/cell.tsx';
import { PhoneCell } from '../fields/phone/cell.tsx';
import { RatingCell } from '../fields/rating/cell.tsx';
import { ReferenceCell } from '../fields/reference/cell.tsx';
import { RegionCell } from '../fields/region/cell.tsx';
import { RichTextCell } from '../fields/rich-text/cell.tsx';
import { RoleCell } from '../fields/role/cell.tsx';
import { rollupCell } from '../fields/rollup/cell.tsx';
import { SelectCell } from '../fields/select/cell.tsx';
import { SignatureCell } from '../fields/signature/cell.tsx';
import { StageCell } from '../fields/stage/cell.tsx';
import { SubformCell } from '../fields/subform/cell.tsx';
import { TagsCell } from '../fields/tags/cell.tsx';
import { TextCell } from '../fields/text/cell.tsx';
import { TextareaCell } from '../fields/textarea/cell.tsx';
import { TimeCell } from '../fields/time/cell.tsx';
import { UrlCell } from '../fields/url/cell.tsx';
import type { FieldFacet } from './facet.tsx';
import { findFacet, provideFacets } from './parts.ts';

/** What only a page shows of a record: fetched with the first page. */
export const pageCells = {
  related: later(async () => (await import('../fields/related/cell.tsx')).RelatedCell, <SkeletonBar />),
  query_list: later(
    async () => (await import('../fields/query-list/cell.tsx')).QueryListCell,
    <SkeletonBar />,
  ),
  barcode: later(async () => (await import('../fields/barcode/cell.tsx')).BarcodeCell, <SkeletonBar />),
};

/** How values of every field type are shown, in the order of the model registry. */
export const fieldFacets: Registry<FieldFacet> = registry<FieldFacet>([
  { type: 'text', Cell: TextCell, inline: true },
  { type: 'textarea', Cell: TextareaCell },
  { type: 'number', Cell: NumberCell, align: 'right', inline: true },
  { type: 'money', Cell: MoneyCell, align: 'right', inline: true },
  { type: 'percent', Cell: PercentCell, align: 'right', inline: true },
  { type: 'rating', Cell: RatingCell, inline: true },
  { type: 'date', Cell: DateCell, inline: true },
  { type: 'datetime', Cell: DatetimeCell, inline: true },
  { type: 'time', Cell: TimeCell, inline: true },
  { type: 'duration', Cell: DurationCell, align: 'right', inline: true },
  { type: 'select', Cell: SelectCell, inline: true },
  { type: 'multi_select', Cell: MultiSelectCell, inline: true },
  { type: 'stage', Cell: StageCell, inline: true },
  { type: 'cascade', Cell: CascadeCell, inline: true },
  { type: 'region', Cell: RegionCell, inline: true },
  { type: 'address', Cell: AddressCell },
  { type: 'location', Cell: LocationCell },
  { type: 'checkbox', Cell: CheckboxCell, inline: true },
  { type: 'tags', Cell: TagsCell },
  { type: 'member', Cell: MemberCell, inline: true },
  { type: 'department', Cell: DepartmentCell, inline: true },
  { type: 'role', Cell: RoleCell, inline: true },
  { type: 'reference', Cell: ReferenceCell },
  { type: 'related', Cell: pageCells.related },
  { type: 'query_list', Cell: pageCells.query_list },
  { type: 'subform', Cell: SubformCell },
  { type: 'phone', Cell: PhoneCell, inline: true },
  { type: 'email', Cell: EmailCell, inline: true },
  { type: 'url', Cell: UrlCell, inline: true },
  { type: 'barcode', Cell: pageCells.barcode },
  { type: 'rich_text', Cell: RichTextCell },
  { type: 'file', Cell: FileCell },
  { type: 'image', Cell: ImageCell },
  { type: 'signature', Cell: SignatureCell },
  { type: 'autonumber', Cell: AutonumberCell },
  { type: 'formula', Cell: formulaCell(findFacet) },
  { type: 'lookup', Cell: lookupCell(findFacet) },
  { type: 'rollup', Cell: rollupCell(findFacet) },
]);

provideFacets(fieldFacets, async () => (await import('./inputs.tsx')).fieldInputs);
