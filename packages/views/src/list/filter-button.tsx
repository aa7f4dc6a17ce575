import { FilterEditor } from '@trellis/forms/react';
import { useT } from '../messages.ts';
import type { ListedPlace } from './place.ts';
import { ToolPanel } from './tool-panel.tsx';

/** Opens the filter editor; what is chosen applies at once, on top of the view's own condition. */
export function FilterButton({ info, state, setState }: Pick<ListedPlace, 'info' | 'state' | 'setState'>) {
  const t = useT();
  return (
    <ToolPanel icon="filter" label={t('filter')} title={t('filterTitle')} active={state.filter !== undefined}>
      <div className="v-filter-panel">
        <FilterEditor
          form={info.form}
          value={state.filter}
          onChange={(filter) => {
            const { filter: _, ...rest } = state;
            setState(filter === undefined ? rest : { ...rest, filter }, { replace: true });
          }}
        />
      </div>
    </ToolPanel>
  );
}
