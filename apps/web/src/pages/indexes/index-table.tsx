import { fieldLabel, splitRef } from '@trellis/forms/model';
import { useFormServices } from '@trellis/forms/react';
import { RelativeTime, type Reply, useLocale } from '@trellis/ui/react';
import type { FormInfo } from '@trellis/views/model';
import { useT } from './messages.ts';

type Index = Reply<'listIndexes'>['forms'][number]['indexes'][number];

/** The indexes of one form: a table at a desk, cards on a phone. */
export function IndexTable({ info, indexes }: { info: FormInfo; indexes: readonly Index[] }) {
  const t = useT();
  return (
    <table className="w-indexes-table">
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('why')}</th>
          <th scope="col">{t('size')}</th>
          <th scope="col">{t('made')}</th>
          <th scope="col">{t('used')}</th>
        </tr>
      </thead>
      <tbody>
        {indexes.map((index) => (
          <IndexRow key={index.name} info={info} index={index} />
        ))}
      </tbody>
    </table>
  );
}

function IndexRow({ info, index }: { info: FormInfo; index: Index }) {
  const t = useT();
  const { locale, text } = useLocale();
  const { tz } = useFormServices();
  const field = (key: string) => fieldLabel(info.form, key, locale);
  const words = [
    ...(index.equal.length > 0 ? [t('by', { fields: index.equal.map(field).join(t('and')) })] : []),
    ...index.sort.map(({ field: key, dir }) => t(dir, { field: field(key) })),
    ...(index.sort.length === 0 ? [t('newest')] : []),
  ];
  const view = index.view ? info.views.get(splitRef(index.view).key) : undefined;
  return (
    <tr>
      <td>{words.join(' · ')}</td>
      <td data-label={t('why')}>
        {view ? t('ofView', { view: text(view.label) }) : t('asked', { count: index.uses })}
      </td>
      <td data-label={t('size')} className="t-num">
        {sizeText(index.bytes)}
      </td>
      <td data-label={t('made')}>
        {index.madeAt ? <RelativeTime value={index.madeAt} tz={tz} /> : t('building')}
      </td>
      <td data-label={t('used')}>{index.usedAt ? <RelativeTime value={index.usedAt} tz={tz} /> : '–'}</td>
    </tr>
  );
}

const KILO = 1024;
const sizeText = (bytes: number): string =>
  bytes < KILO * KILO
    ? `${Math.max(1, Math.round(bytes / KILO))} KB`
    : `${(bytes / KILO / KILO).toFixed(1)} MB`;
