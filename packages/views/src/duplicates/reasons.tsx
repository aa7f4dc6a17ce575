import type { CompiledForm } from '@trellis/forms/model';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from './messages.ts';
import type { Similar } from './use-similar.ts';

type Reason = Pick<Similar['reasons'][number], 'field' | 'how' | 'way' | 'degree'> & {
  readonly mine?: string;
  readonly theirs?: string;
};

/** Why two records are alike, each reason as a few words with the values where they differ. */
export function Reasons({
  form,
  reasons,
}: {
  readonly form: CompiledForm;
  readonly reasons: readonly Reason[];
}) {
  const t = useT();
  const label = useFieldLabel(form);
  return (
    <span className="v-twin-reasons">
      {reasons.map(({ field, how, way, degree, mine, theirs }) => (
        <span key={`${field} ${how}`} title={mine && theirs ? t('both', { mine, theirs }) : undefined}>
          {t(`way_${way}`, { field: label(field), degree })}
        </span>
      ))}
    </span>
  );
}
