import { type Registry, registry } from '@trellis/metadata';
import { publicAddress } from '../fields/address/public.tsx';
import { publicCascade } from '../fields/cascade/public.tsx';
import { publicCheckbox } from '../fields/checkbox/public.tsx';
import { publicDate } from '../fields/date/public.tsx';
import { publicDatetime } from '../fields/datetime/public.tsx';
import { publicDuration } from '../fields/duration/public.tsx';
import { publicEmail } from '../fields/email/public.tsx';
import { publicFile } from '../fields/file/public.tsx';
import { publicFormula } from '../fields/formula/public.tsx';
import { publicImage } from '../fields/image/public.tsx';
import { publicLocation } from '../fields/location/public.tsx';
import { publicMoney } from '../fields/money/public.tsx';
import { publicMultiSelect } from '../fields/multi-select/public.tsx';
import { publicNumber } from '../fields/number/public.tsx';
import { publicPercent } from '../fields/percent/public.tsx';
import { publicPhone } from '../fields/phone/public.tsx';
import { publicRating } from '../fields/rating/public.tsx';
import { publicRegion } from '../fields/region/public.tsx';
import { publicSelect } from '../fields/select/public.tsx';
import { publicSignature } from '../fields/signature/public.tsx';
import { publicSubform } from '../fields/subform/public.tsx';
import { publicTags } from '../fields/tags/public.tsx';
import { publicText } from '../fields/text/public.tsx';
import { publicTextarea } from '../fields/textarea/public.tsx';
import { publicTime } from '../fields/time/public.tsx';
import { publicUrl } from '../fields/url/public.tsx';
import type { PublicFacet } from './facet.tsx';

const any = <C,>(facet: PublicFacet<C>) => facet as unknown as PublicFacet;

/** How visitors fill in each type that is for them. */
export const publicFacets: Registry<PublicFacet> = registry<PublicFacet>([
  any(publicText),
  any(publicTextarea),
  any(publicNumber),
  any(publicMoney),
  any(publicPercent),
  any(publicRating),
  any(publicDate),
  any(publicDatetime),
  any(publicTime),
  any(publicDuration),
  any(publicSelect),
  any(publicMultiSelect),
  any(publicCascade),
  any(publicRegion),
  any(publicAddress),
  any(publicLocation),
  any(publicCheckbox),
  any(publicTags),
  any(publicSubform),
  any(publicPhone),
  any(publicEmail),
  any(publicUrl),
  any(publicFormula),
  any(publicFile),
  any(publicImage),
  any(publicSignature),
]);
