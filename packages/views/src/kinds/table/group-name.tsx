import { likeResult } from '@trellis/forms/model';
import { FieldCell, useTitle } from '@trellis/forms/react';
import type { ViewGroup } from '@trellis/metadata';
import { formatDate, type Refs, useLocale } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { columnOf } from '../../data/columns.ts';
import { MemberName } from '../../data/system-cell.tsx';
import { useGridT } from './messages.ts';

/** What a group is called: its value as the field shows it, a period in words. */
export function GroupName(props: {
  readonly info: FormInfo;
  readonly level: ViewGroup;
  readonly value: string | null;
  readonly refs: Refs;
}): ReactNode {
  const { level, value, refs } = props;
  const t = useGridT();
  const period = usePeriod();
  const title = useTitle(refs);
  const column = columnOf(props.info.form, level.field);
  if (value === null || !column) return <span className="t-muted">{t('groupEmpty')}</span>;
  if (column.kind === 'date' || column.kind === 'datetime') return period(value, level.bucket);
  const { field } = column;
  if (!field)
    return level.field === '_department_id' ? (title(value) ?? value) : <MemberName id={value} refs={refs} />;
  const shown = column.kind === 'boolean' ? value === 'true' : field.many ? [value] : value;
  return <FieldCell field={likeResult(field)} value={shown} refs={refs} />;
}

/** A period by its first day. */
function usePeriod(): (day: string, bucket: ViewGroup['bucket']) => string {
  const t = useGridT();
  const { locale } = useLocale();
  return (day, bucket) => {
    const [year = '', month = '01'] = day.split('-');
    switch (bucket) {
      case 'year':
        return locale === 'zh' ? `${year} 年` : year;
      case 'quarter':
        return t('quarter', { year, quarter: Math.ceil(Number(month) / 3) });
      case 'month':
        return new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', {
          year: 'numeric',
          month: 'long',
          timeZone: 'UTC',
        }).format(new Date(`${day}T00:00:00Z`));
      case 'week':
        return t('week', { day: formatDate(day, locale) });
      default:
        return formatDate(day, locale);
    }
  };
}
