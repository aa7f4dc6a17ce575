import type { CompiledForm } from '@trellis/forms/model';
import { FilterEditor } from '@trellis/forms/react';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useFieldLabel } from '../../data/labels.tsx';
import type { ListState } from '../../state/list-state.ts';
import { useGridT } from './messages.ts';

/** The list's filter at the head of a column, with a condition on it begun; what is chosen applies at once. */
export function ColumnFilter(props: {
  readonly form: CompiledForm;
  readonly column: string;
  readonly state: ListState;
  readonly setState: (state: ListState) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { form, column, state, setState } = props;
  const t = useGridT();
  const label = useFieldLabel(form);
  return (
    <Popover
      open
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      title={t('filterTitle', { column: label(column) })}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      content={
        <div className="v-filter-panel">
          <FilterEditor
            form={form}
            through
            begin={column}
            value={state.filter}
            onChange={(filter) => {
              const { filter: _, ...rest } = state;
              setState(filter === undefined ? rest : { ...rest, filter });
            }}
          />
        </div>
      }
    >
      {props.children}
    </Popover>
  );
}
