import { useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { useT } from '../../messages.ts';
import type { Extent } from '../../state/windows.ts';

/** "共 62 条"; of an estimate it says so and offers to count. */
export function TotalText(props: { pending: boolean; extent: Extent; onExact?: () => void }) {
  const t = useT();
  const { locale } = useLocale();
  const { rows, exact } = props.extent;
  if (props.pending) return <span className="v-total" />;
  const count = rows < 1000 ? rows : rows.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-US');
  return (
    <span className="v-total t-num" aria-live="polite">
      {exact ? t('total', { count }) : t('totalAbout', { count })}
      {exact || !props.onExact ? null : (
        <Button type="link" size="small" onClick={props.onExact}>
          {t('totalExactly')}
        </Button>
      )}
    </span>
  );
}
