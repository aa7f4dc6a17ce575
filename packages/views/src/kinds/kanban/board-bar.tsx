import { Icon } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useBoardT } from './messages.ts';

/** Above a board of many lanes, and of selected cards. */
export function BoardBar(props: {
  /** Absent: so few lanes that nobody has to look for one. */
  readonly find: { readonly text: string; readonly onChange: (text: string) => void } | undefined;
  readonly lanes: number;
  /** There are more lanes than a board takes. */
  readonly most: boolean;
  readonly selected: number;
  readonly onUnselect: () => void;
}) {
  const t = useBoardT();
  const { find, selected, lanes } = props;
  if (!find && selected === 0) return null;
  return (
    <div className="v-board-bar">
      {selected > 0 ? (
        <span className="v-board-selected" role="status">
          {t('selected', { count: selected })}
          <Button type="link" size="small" onClick={props.onUnselect}>
            {t('unselect')}
          </Button>
        </span>
      ) : null}
      {find ? (
        <>
          <Input
            allowClear
            size="small"
            className="v-board-find"
            prefix={<Icon name="search" />}
            aria-label={t('findLane')}
            placeholder={t('findLane')}
            value={find.text}
            onChange={({ target }) => find.onChange(target.value)}
          />
          <span className="t-muted t-num">
            {props.most ? t('lanesMost', { count: lanes }) : t('lanesFound', { count: lanes })}
          </span>
        </>
      ) : null}
    </div>
  );
}
