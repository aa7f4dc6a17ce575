import { FilterEditor, type FilterGroup } from '@trellis/forms/react';
import type { Expr } from '@trellis/logic';
import { useState } from 'react';
import { useT } from '../messages.ts';
import type { ListedPlace } from './place.ts';
import { ToolPanel } from './tool-panel.tsx';

const textOf = (expr: Expr | undefined): string => JSON.stringify(expr ?? null);

/** Opens the filter editor; what is chosen applies at once, on top of the view's own condition. */
export function FilterButton({ info, state, setState }: Pick<ListedPlace, 'info' | 'state' | 'setState'>) {
  const t = useT();
  // Conditions that lack a value are no filter yet, but still there when the panel is opened again.
  const [left, setLeft] = useState<{ readonly group: FilterGroup; readonly of: string }>();
  return (
    <ToolPanel icon="filter" label={t('filter')} title={t('filterTitle')} active={state.filter !== undefined}>
      <div className="v-filter-panel">
        <FilterEditor
          form={info.form}
          through
          value={state.filter}
          start={left?.of === textOf(state.filter) ? left.group : undefined}
          onScreen={(group) => setLeft({ group, of: textOf(state.filter) })}
          onChange={(filter) => {
            const { filter: _, ...rest } = state;
            setLeft((before) => before && { ...before, of: textOf(filter) });
            setState(filter === undefined ? rest : { ...rest, filter }, { replace: true });
          }}
        />
      </div>
    </ToolPanel>
  );
}
