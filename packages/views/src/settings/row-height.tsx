import type { RowHeight } from '@trellis/metadata';
import { Segmented } from 'antd';
import { useT } from '../messages.ts';

/** How high rows are. */
export function RowHeightSwitch(props: {
  readonly value: RowHeight | undefined;
  readonly onChange: (height: RowHeight) => void;
}) {
  const t = useT();
  return (
    <Segmented<RowHeight>
      block
      size="small"
      aria-label={t('rowHeight')}
      value={props.value ?? 'short'}
      onChange={props.onChange}
      options={[
        { value: 'short', label: t('heightShort') },
        { value: 'medium', label: t('heightMedium') },
        { value: 'tall', label: t('heightTall') },
        { value: 'huge', label: t('heightTaller') },
      ]}
    />
  );
}
