import { Amount } from '../../public/amount.tsx';
import type { PublicFacet } from '../../public/facet.tsx';
import type { PercentConfig } from './model.ts';

/** The value is a fraction, what people type is per cent. */
export const publicPercent: PublicFacet<PercentConfig> = {
  type: 'percent',
  Input: (props) => <Amount {...props} after="%" places={2} />,
};
