import type { Expr } from '@trellis/logic';
import type { RecordData } from '@trellis/ui/react';
import { type ReactNode, useState } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Column } from '../../data/columns.ts';
import { type Area, holds } from './area.ts';
import { useGridT } from './messages.ts';
import { type MenuPlace, RowMenu } from './row-menu.tsx';
import type { useCells } from './use-cells.tsx';
import type { useClipboard } from './use-clipboard.tsx';
import { useRowActions } from './use-row-actions.tsx';
import type { Table } from './use-table.tsx';

/** The menu of a row: where it is asked for, and what is in it. */
export function useRowMenu(
  info: FormInfo,
  the: {
    readonly table: Table;
    readonly columns: readonly Column[];
    readonly cells: ReturnType<typeof useCells>;
    readonly clipboard: ReturnType<typeof useClipboard>;
    readonly fillDown: (area: Area) => void;
    readonly open: (id: string) => void;
    readonly narrow: (to: Expr) => void;
    readonly onDeleted: (id: string) => void;
    /** The keyboard goes back to the cells. */
    readonly onClosed: () => void;
  },
): { readonly opened: boolean; readonly ask: (place: MenuPlace) => void; readonly element: ReactNode } {
  const { cells, clipboard, table } = the;
  const { area } = cells;
  const t = useGridT();
  // The record that was asked about, whichever stands in its line by now.
  const [menu, setMenu] = useState<{ readonly place: MenuPlace; readonly record: RecordData }>();
  const items = useRowActions(info, {
    open: the.open,
    narrow: the.narrow,
    copy: () => void clipboard.copyNow(area),
    clear: () => void clipboard.clear(area),
    fillDown: () => the.fillDown(area),
    onDeleted: the.onDeleted,
  });
  return {
    opened: menu !== undefined,
    ask(place) {
      const record = table.at(place.line);
      if (!record) return;
      if (!holds(area, place.line, place.col)) cells.goTo({ row: place.line, col: place.col });
      setMenu({ place, record });
    },
    element: menu ? (
      <RowMenu
        place={menu.place}
        label={t('rowMenu')}
        items={items(menu.record, the.columns[menu.place.col])}
        onClose={() => {
          setMenu(undefined);
          the.onClosed();
        }}
      />
    ) : null,
  };
}
