import { useTextEnv } from '@trellis/forms/react';
import type { ColorRule } from '@trellis/metadata';
import type { RecordData } from '@trellis/ui/react';
import type { ComponentProps } from 'react';
import { recordTitle } from '../../data/record-title.ts';
import { useT } from '../../messages.ts';
import { type Area, holds } from './area.ts';
import { GridRow } from './grid-row.tsx';
import { GroupLine } from './group-line.tsx';
import type { Head } from './lines.ts';
import type { Position } from './position.ts';
import type { EditedCell } from './use-cells.tsx';
import type { Table } from './use-table.tsx';

type RowProps = ComponentProps<typeof GridRow>;
type HeadProps = ComponentProps<typeof GroupLine>;

/** The lines in sight: rows of records, and heads of groups above them. */
export function GridLines(
  props: Pick<RowProps, 'prefix' | 'info' | 'columns' | 'frozen' | 'errors' | 'hands'> &
    Pick<HeadProps, 'levels' | 'totals'> & {
      readonly table: Table;
      /** Lines to draw, and how far the list is from the element that is scrolled in its place. */
      readonly drawn: readonly number[];
      readonly base: number;
      readonly focused: boolean;
      readonly active: Position;
      readonly area: Area;
      /** The area with what is being filled. */
      readonly chosen: Area;
      readonly editing: EditedCell | undefined;
      readonly isSelected: (id: string) => boolean;
      readonly colorOf: (record: RecordData) => ColorRule | undefined;
      readonly onToggle: (head: Head) => void;
      readonly onHead: (line: number) => void;
    },
) {
  const { info, table, columns, frozen, prefix, active, chosen, editing, errors, hands } = props;
  const { lines, at, refs } = table;
  const t = useT();
  const env = useTextEnv();
  return props.drawn.map((line) => {
    const is = lines.at(line);
    const top = lines.topOf(line) - props.base;
    if (!is) return null;
    if (is.kind === 'head')
      return (
        <GroupLine
          key={is.head.id}
          info={info}
          levels={props.levels}
          columns={columns}
          frozen={frozen}
          totals={props.totals}
          refs={refs}
          head={is.head}
          line={line}
          top={top}
          id={`${prefix}-${line}-0`}
          active={props.focused && active.row === line}
          onToggle={() => props.onToggle(is.head)}
          onActivate={() => props.onHead(line)}
        />
      );
    const record = at(line);
    const inArea = holds(chosen, line, chosen.left);
    const edited = editing?.row === line ? editing : undefined;
    return (
      <GridRow
        key={`${is.section}/${is.index}`}
        line={line}
        top={top}
        prefix={prefix}
        info={info}
        columns={columns}
        frozen={frozen}
        record={record}
        refs={refs}
        title={record ? (recordTitle(info.form, record.values, env) ?? t('unnamed')) : ''}
        color={record && props.colorOf(record)}
        activeCol={active.row === line ? active.col : undefined}
        chosenFrom={inArea ? chosen.left : undefined}
        chosenTo={inArea ? chosen.right : undefined}
        handle={props.focused && line === props.area.bottom && !editing}
        editingCol={edited?.col}
        typed={edited?.typed}
        selected={record ? props.isSelected(record.id) : false}
        errors={errors}
        hands={hands}
      />
    );
  });
}
