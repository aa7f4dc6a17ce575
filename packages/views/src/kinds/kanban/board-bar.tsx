import { Icon } from '@trellis/ui/react';
import { Input } from 'antd';
import { useBoardT } from './messages.ts';

/** Above a board of many lanes: finds them by name. */
export function BoardBar(props: {
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly lanes: number;
  /** There are more lanes than a board takes. */
  readonly most: boolean;
}) {
  const t = useBoardT();
  const { lanes } = props;
  return (
    <div className="v-board-bar">
      <Input
        allowClear
        size="small"
        className="v-board-find"
        prefix={<Icon name="search" />}
        aria-label={t('findLane')}
        placeholder={t('findLane')}
        value={props.find}
        onChange={({ target }) => props.onFind(target.value)}
      />
      <span className="t-muted t-num">
        {props.most ? t('lanesMost', { count: lanes }) : t('lanesFound', { count: lanes })}
      </span>
    </div>
  );
}
