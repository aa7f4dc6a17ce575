import { likeResult } from '@trellis/forms/model';
import { fieldFacets } from '@trellis/forms/react';
import type { Column } from '../../data/columns.ts';

/** Numbers stand right, so that their digits stand under each other. */
export const alignOf = ({ field }: Column): 'right' | undefined =>
  field ? fieldFacets.get(likeResult(field).type.type).align : undefined;
