import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { UrlConfig } from './model.ts';

export const publicUrl: PublicFacet<UrlConfig> = {
  type: 'url',
  Input: (props) => (
    <Line {...props} native={{ inputMode: 'url', autoComplete: 'url', autoCapitalize: 'none' }} />
  ),
};
