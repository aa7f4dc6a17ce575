import { useQuery } from '@tanstack/react-query';
import { FieldCell } from '@trellis/forms/react';
import {
  formatDateTime,
  formParams,
  Icon,
  keys,
  useClient,
  useLocale,
  useWorkspace,
} from '@trellis/ui/react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useT } from './messages.ts';
import './past.css';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The way of a record through its stages, and how long it stayed in each. */
export function StageStrip({ info, id }: { readonly info: FormInfo; readonly id: string }) {
  const { form } = info;
  const t = useT();
  const { locale } = useLocale();
  const client = useClient();
  const { key: workspace, tz } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.stages(workspace, form.ref, id),
    queryFn: ({ signal }) =>
      client.call('stageHistory', { params: { ...formParams(workspace, form.ref), id }, signal }),
    enabled: form.stageField !== undefined,
    retry: false,
  });
  const field = form.fields.get(form.stageField ?? '');
  const steps = data?.steps.filter(({ stage }) => stage !== null) ?? [];
  if (!field || steps.length === 0) return null;
  const lasted = (from: string | null, to: string | null) => {
    if (from === null) return t('longAgo');
    const ms = (to === null ? Date.now() : Date.parse(to)) - Date.parse(from);
    if (ms >= DAY_MS) return t('days', { count: Math.floor(ms / DAY_MS) });
    return ms >= HOUR_MS ? t('hours', { count: Math.floor(ms / HOUR_MS) }) : t('underHour');
  };
  return (
    <section className="v-past-stages" aria-label={t('stages')}>
      <h3 className="v-past-label">{t('stages')}</h3>
      <ol>
        {steps.map(({ stage, from, to }, index) => (
          <li
            key={`${from} ${to}`}
            title={[from, to].flatMap((at) => (at ? formatDateTime(at, { locale, tz }) : [])).join(' – ')}
          >
            {index > 0 ? <Icon name="arrow-right" /> : null}
            <FieldCell field={field} value={stage} refs={{}} look="row" />
            <span className="v-past-why t-num">
              {to === null ? t('soFar', { time: lasted(from, to) }) : lasted(from, to)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
