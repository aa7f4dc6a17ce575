import { addUnits, startOfUnit } from '@trellis/logic';
import type { Bucket, Locale } from '@trellis/metadata';

/** First day of the bucket of a date; the date itself beyond the calendar. */
export const bucketOf = (date: string, bucket: Bucket): string => startOfUnit(date, bucket) ?? date;

/** First day of the next bucket; undefined beyond year 9999. */
export const nextBucket = (first: string, bucket: Bucket): string | undefined =>
  addUnits(first, 1, bucket) ?? undefined;

/** A bucket by its first day as people write it: "2026年3月", "Mar 2026". */
export function bucketText(first: string, bucket: Bucket, locale: Locale): string {
  const [year = '', month = '', day = ''] = first.split('-');
  const zh = locale === 'zh';
  switch (bucket) {
    case 'year':
      return zh ? `${year}年` : year;
    case 'quarter': {
      const quarter = Math.ceil(Number(month) / 3);
      return zh ? `${year}年第${quarter}季度` : `Q${quarter} ${year}`;
    }
    case 'month':
      return zh ? `${year}年${Number(month)}月` : `${MONTHS[Number(month) - 1]} ${year}`;
    case 'week':
      return zh ? `${first} 起一周` : `week of ${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
    case 'day':
      return zh ? first : `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
  }
}

/** The same on an axis: "3月", "Mar", "03-02"; the year stands below where it begins and where `withYear`. */
export function bucketTick(first: string, bucket: Bucket, locale: Locale, withYear = false): string {
  const [year = '', month = '', day = ''] = first.split('-');
  if (bucket === 'year') return year;
  const zh = locale === 'zh';
  const texts = {
    quarter: `Q${Math.ceil(Number(month) / 3)}`,
    month: zh ? `${Number(month)}月` : (MONTHS[Number(month) - 1] ?? ''),
    week: `${month}-${day}`,
    day: `${month}-${day}`,
  };
  const begins = month === '01' && (bucket === 'month' || bucket === 'quarter');
  return begins || withYear ? `${texts[bucket]}\n${year}` : texts[bucket];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
