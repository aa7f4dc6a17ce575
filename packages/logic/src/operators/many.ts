import { params } from '../operator.ts';
import { ELEMENT } from './compare.ts';

/** A many-value and a list of its elements. */
export const MANY = params(
  [{ is: 'value', kinds: ELEMENT, same: true, many: true }, { is: 'list' }],
  'boolean',
);
