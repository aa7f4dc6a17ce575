import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { TextConfig } from './model.ts';

const NUMERIC: ReadonlySet<string | undefined> = new Set(['postcode', 'bank_card']);

export const publicText: PublicFacet<TextConfig> = {
  type: 'text',
  Input: (props) => (
    <Line {...props} native={NUMERIC.has(props.config.format) ? { inputMode: 'numeric' } : {}} />
  ),
};
