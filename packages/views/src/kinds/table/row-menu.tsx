import { Dropdown, type MenuProps } from 'antd';

/** Where a menu was asked for: in the window, and for which cell. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly line: number;
  readonly col: number;
}

/** The menu of a row, where the pointer or the active cell is. */
export function RowMenu(props: {
  readonly place: MenuPlace;
  readonly items: NonNullable<MenuProps['items']>;
  readonly label: string;
  readonly onClose: () => void;
}) {
  const { x, y } = props.place;
  return (
    <Dropdown
      // Asked for elsewhere it opens there, instead of wandering.
      key={`${x}/${y}`}
      open
      autoFocus
      trigger={['click']}
      placement="bottomLeft"
      menu={{ items: props.items, onClick: props.onClose, 'aria-label': props.label }}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <span className="v-row-menu" style={{ left: x, top: y }} />
    </Dropdown>
  );
}
