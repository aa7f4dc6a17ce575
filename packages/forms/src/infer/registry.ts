import { inferCheckbox } from '../fields/checkbox/infer.ts';
import { inferDate } from '../fields/date/infer.ts';
import { inferDatetime } from '../fields/datetime/infer.ts';
import { inferDepartment } from '../fields/department/infer.ts';
import { inferEmail } from '../fields/email/infer.ts';
import { inferMember } from '../fields/member/infer.ts';
import { inferMoney } from '../fields/money/infer.ts';
import { inferMultiSelect } from '../fields/multi-select/infer.ts';
import { inferNumber } from '../fields/number/infer.ts';
import { inferPercent } from '../fields/percent/infer.ts';
import { inferPhone } from '../fields/phone/infer.ts';
import { inferRegion } from '../fields/region/infer.ts';
import { inferSelect } from '../fields/select/infer.ts';
import { inferTags } from '../fields/tags/infer.ts';
import { inferText } from '../fields/text/infer.ts';
import { inferTextarea } from '../fields/textarea/infer.ts';
import { inferTime } from '../fields/time/infer.ts';
import { inferUrl } from '../fields/url/infer.ts';
import type { Infer } from './types.ts';

/** The types that a column of a spreadsheet can become, by name. */
export const inferring: Readonly<Record<string, Infer>> = {
  text: inferText,
  textarea: inferTextarea,
  number: inferNumber,
  money: inferMoney,
  percent: inferPercent,
  date: inferDate,
  datetime: inferDatetime,
  time: inferTime,
  select: inferSelect,
  multi_select: inferMultiSelect,
  checkbox: inferCheckbox,
  tags: inferTags,
  region: inferRegion,
  member: inferMember,
  department: inferDepartment,
  phone: inferPhone,
  email: inferEmail,
  url: inferUrl,
} as Readonly<Record<string, Infer>>;
