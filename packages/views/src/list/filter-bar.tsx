import type { CompiledForm } from '@trellis/forms/model';
import { useFilterChips } from '@trellis/forms/react';
import { Tag } from 'antd';
import { useT } from '../messages.ts';
import type { ListState } from '../state/list-state.ts';

/** What the list is narrowed to, in words; each part can be taken away. Nothing while nothing is. */
export function FilterBar(props: {
  readonly form: CompiledForm;
  readonly state: ListState;
  readonly setState: (state: ListState) => void;
}) {
  const { form, state, setState } = props;
  const t = useT();
  const chips = useFilterChips(state.filter, form);
  if (chips.length === 0) return null;
  const { filter: _, ...rest } = state;
  return (
    <section className="v-chips" aria-label={t('filter')}>
      {chips.map((chip) => (
        <Tag
          key={chip.text}
          closable={{ 'aria-label': `${t('remove')}: ${chip.text}` }}
          onClose={(event) => {
            event.preventDefault();
            setState(chip.rest === undefined ? rest : { ...rest, filter: chip.rest });
          }}
        >
          {chip.pending ? <span className="v-chip-pending">{chip.text}</span> : chip.text}
        </Tag>
      ))}
      <button type="button" className="v-link" onClick={() => setState(rest)}>
        {t('clearFilter')}
      </button>
    </section>
  );
}
