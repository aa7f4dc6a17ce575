import { Progress as Bar, Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../messages.ts';
import { useGridT } from './messages.ts';
import { TotalText } from './total-text.tsx';
import type { useEdits } from './use-edits.tsx';
import type { Table } from './use-table.tsx';

/** How many records there are, how far a long change is, what happened last, and the way back. */
export function GridFoot(props: {
  readonly table: Table;
  readonly edits: ReturnType<typeof useEdits>;
  /** What the chosen cells come to, where there are several. */
  readonly chosen: ReactNode;
  readonly onExact: () => void;
}) {
  const { table, edits } = props;
  const t = useT();
  const gridT = useGridT();
  const { progress } = edits;
  return (
    <>
      <TotalText pending={table.pending} extent={table.extent} onExact={props.onExact} />
      {table.error ? (
        <Button size="small" type="link" danger onClick={table.retry}>
          {t('retry')}
        </Button>
      ) : null}
      {progress ? (
        <span className="v-grid-progress">
          <span className="t-num">{gridT('saving', { done: progress.done, total: progress.total })}</span>
          <Bar
            size="small"
            showInfo={false}
            percent={(progress.done / progress.total) * 100}
            aria-label={gridT('saving', { done: progress.done, total: progress.total })}
          />
          <Button size="small" type="link" onClick={progress.cancel}>
            {gridT('cancel')}
          </Button>
        </span>
      ) : null}
      <span className="v-grid-said" role="status">
        {edits.said}
      </span>
      {props.chosen ?? (
        <span className="v-grid-hint">
          {table.more ? gridT('moreGroups', { count: 500 }) : gridT('hint')}
        </span>
      )}
      {edits.canUndo || edits.canRedo ? (
        <span className="v-grid-undo">
          <Button
            size="small"
            type="text"
            icon={<Icon name="undo" />}
            aria-label={gridT('undo')}
            title={`${gridT('undo')} Ctrl+Z`}
            disabled={!edits.canUndo}
            onClick={() => void edits.undo()}
          />
          <Button
            size="small"
            type="text"
            icon={<Icon name="redo" />}
            aria-label={gridT('redo')}
            title={`${gridT('redo')} Ctrl+Shift+Z`}
            disabled={!edits.canRedo}
            onClick={() => void edits.redo()}
          />
        </span>
      ) : null}
    </>
  );
}
