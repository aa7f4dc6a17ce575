import { listFields, QuickFilter } from '@trellis/forms/react';
import { useT } from '../messages.ts';
import type { ListedPlace } from './place.ts';

/** The quick filters of a view: kept for this member, and in the address, so that a link says them too. */
export function QuickBar({
  info,
  shown,
  adjust,
  state,
  setState,
}: Pick<ListedPlace, 'info' | 'shown' | 'adjust' | 'state' | 'setState'>) {
  const t = useT();
  const known = listFields(info.form);
  const fields = (shown.view.quick ?? []).flatMap((key) => known.find((one) => one.key === key) ?? []);
  if (fields.length === 0) return null;
  return (
    <section className="v-quick" aria-label={t('quickFilters')}>
      {fields.map((field) => (
        <QuickFilter
          key={field.key}
          form={info.form}
          field={field}
          value={shown.picked[field.key]}
          onChange={(value) => {
            const { [field.key]: _, ...others } = shown.picked;
            const quick = value ? { ...others, [field.key]: value } : others;
            adjust?.({ quick });
            setState({ ...state, quick }, { replace: true });
          }}
        />
      ))}
    </section>
  );
}
