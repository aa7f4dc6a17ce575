import { type Registry, registry } from '@trellis/metadata';
import type { FindType } from '../compute/result.ts';
import type { FieldType } from '../contract.ts';
import { address } from '../fields/address/model.ts';
import { cascade } from '../fields/cascade/model.ts';
import { checkbox } from '../fields/checkbox/model.ts';
import { date } from '../fields/date/model.ts';
import { datetime } from '../fields/datetime/model.ts';
import { duration } from '../fields/duration/model.ts';
import { email } from '../fields/email/model.ts';
import { file } from '../fields/file/model.ts';
import { formula } from '../fields/formula/model.ts';
import { image } from '../fields/image/model.ts';
import { location } from '../fields/location/model.ts';
import { money } from '../fields/money/model.ts';
import { multiSelect } from '../fields/multi-select/model.ts';
import { number } from '../fields/number/model.ts';
import { percent } from '../fields/percent/model.ts';
import { phone } from '../fields/phone/model.ts';
import { rating } from '../fields/rating/model.ts';
import { region } from '../fields/region/model.ts';
import { select } from '../fields/select/model.ts';
import { signature } from '../fields/signature/model.ts';
import { subform } from '../fields/subform/model.ts';
import { tags } from '../fields/tags/model.ts';
import { text } from '../fields/text/model.ts';
import { textarea } from '../fields/textarea/model.ts';
import { time } from '../fields/time/model.ts';
import { url } from '../fields/url/model.ts';

const find: FindType = (type) => fieldTypes.find(type);

/**
 * The types that visitors meet. The bundle of public forms has this in place of the registry of all types, so that it
 * carries no editor of markup and nothing about people, references and stages.
 */
export const fieldTypes: Registry<FieldType> = registry<FieldType>([
  text,
  textarea,
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
  cascade,
  region,
  address,
  location,
  checkbox,
  tags,
  subform,
  phone,
  email,
  url,
  formula(find),
  file,
  image,
  signature,
]);
