import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { EmailConfig } from './model.ts';

export const publicEmail: PublicFacet<EmailConfig> = {
  type: 'email',
  Input: (props) => (
    <Line {...props} native={{ type: 'email', autoComplete: 'email', autoCapitalize: 'none' }} />
  ),
};
