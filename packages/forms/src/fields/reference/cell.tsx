import type { CellProps } from '../../widgets/facet.tsx';
import { idsOf } from '../../widgets/facet.tsx';
import { RecordLink } from '../../widgets/record-link.tsx';
import '../../widgets/relations.css';
import type { ReferenceConfig } from './model.ts';

export function ReferenceCell({ field, config, value, refs, look }: CellProps<ReferenceConfig>) {
  const target = field.target ?? config.form;
  const ids = idsOf(value);
  const [first] = ids;
  if (ids.length === 1 && first !== undefined) return <RecordLink target={target} id={first} refs={refs} />;
  return (
    <span className="f-cell-links" data-look={look}>
      {ids.map((id) => (
        <RecordLink key={id} target={target} id={id} refs={refs} />
      ))}
    </span>
  );
}
