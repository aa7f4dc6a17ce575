import type { CellProps, FieldFacet } from '../widgets/facet.tsx';
import { FormattedCell } from '../widgets/text-cell.tsx';
import { likeResult } from './like.ts';

/** Finds how a field type is shown. Given to the types here, which can't import the registry that they are part of. */
export type FindFacet = (type: string) => FieldFacet | undefined;

/** Shows a computed value as the type does whose value it is. */
export const resultCell = (find: FindFacet) =>
  function ResultCell(props: CellProps) {
    const like = likeResult(props.field);
    const Cell = like === props.field ? undefined : find(like.type.type)?.Cell;
    return Cell ? <Cell {...props} field={like} config={like.config} /> : <FormattedCell {...props} />;
  };
