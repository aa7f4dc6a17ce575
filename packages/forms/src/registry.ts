import { type Registry, registry } from '@trellis/metadata';
import type { FindType } from './compute/result.ts';
import type { FieldType } from './contract.ts';
import { address } from './fields/address/model.ts';
import { autonumber } from './fields/autonumber/model.ts';
import { barcode } from './fields/barcode/model.ts';
import { cascade } from './fields/cascade/model.ts';
import { checkbox } from './fields/checkbox/model.ts';
import { date } from './fields/date/model.ts';
import { datetime } from './fields/datetime/model.ts';
import { department } from './fields/department/model.ts';
import { duration } from './fields/duration/model.ts';
import { email } from './fields/email/model.ts';
import { file } from './fields/file/model.ts';
import { formula } from './fields/formula/model.ts';
import { image } from './fields/image/model.ts';
import { location } from './fields/location/model.ts';
import { lookup } from './fields/lookup/model.ts';
import { member } from './fields/member/model.ts';
import { money } from './fields/money/model.ts';
import { multiSelect } from './fields/multi-select/model.ts';
import { number } from './fields/number/model.ts';
import { percent } from './fields/percent/model.ts';
import { phone } from './fields/phone/model.ts';
import { queryList } from './fields/query-list/model.ts';
import { rating } from './fields/rating/model.ts';
import { reference } from './fields/reference/model.ts';
import { region } from './fields/region/model.ts';
import { related } from './fields/related/model.ts';
import { richText } from './fields/rich-text/model.ts';
import { role } from './fields/role/model.ts';
import { rollup } from './fields/rollup/model.ts';
import { select } from './fields/select/model.ts';
import { signature } from './fields/signature/model.ts';
import { stage } from './fields/stage/model.ts';
import { subform } from './fields/subform/model.ts';
import { tags } from './fields/tags/model.ts';
import { text } from './fields/text/model.ts';
import { textarea } from './fields/textarea/model.ts';
import { time } from './fields/time/model.ts';
import { url } from './fields/url/model.ts';

/** Computed fields borrow the values of other types. */
const find: FindType = (type) => fieldTypes.find(type);

/** Every field type, in the order of the designer's palette. */
export const fieldTypes: Registry<FieldType> = registry<FieldType>([
  text,
  textarea,
  richText,
  number,
  money,
  percent,
  rating,
  date,
  datetime,
  time,
  duration,
  select,
  multiSelect,
  stage,
  cascade,
  region,
  address,
  location,
  checkbox,
  tags,
  member,
  department,
  role,
  reference,
  related,
  queryList,
  subform,
  phone,
  email,
  url,
  autonumber,
  barcode,
  formula(find),
  lookup(find),
  rollup(find),
  file,
  image,
  signature,
]);
