import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys, Sheet, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useT } from './messages.ts';
import './past.css';

/** Years that can be chosen; 0: all of it. */
const YEARS = [0, 1, 2, 3, 5, 10] as const;

/** How long the workspace keeps what was changed; less than before is asked about first. */
export function HistoryKeeping() {
  const t = useT();
  const id = useId();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { key: workspace } = useWorkspace();
  const [asked, setAsked] = useState<number>();
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({
    queryKey: keys.historySettings(workspace),
    queryFn: ({ signal }) => client.call('getHistorySettings', { params: { workspace }, signal }),
  });
  if (!data) return null;
  const years = (data.months ?? 0) / 12;
  const save = async (next: number) => {
    setBusy(true);
    try {
      await client.call('saveHistorySettings', {
        params: { workspace },
        body: { months: next === 0 ? null : next * 12 },
      });
      await cache.invalidateQueries({ queryKey: keys.historySettings(workspace) });
      toast.success(t('kept'));
      setAsked(undefined);
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  const name = (count: number) => (count === 0 ? t('keepAll') : t('keepYears', { count }));
  const all = YEARS.some((count) => count === years) ? YEARS : [...YEARS, years];
  return (
    <div className="v-past-keep">
      <label htmlFor={id}>{t('keep')}</label>
      <Select
        id={id}
        value={years}
        loading={busy}
        onChange={(next: number) =>
          next !== 0 && (years === 0 || next < years) ? setAsked(next) : void save(next)
        }
        options={all.map((value) => ({ value, label: name(value) }))}
      />
      {asked === undefined ? null : (
        <Sheet
          open
          width={440}
          title={t('keepTitle', { years: name(asked) })}
          onClose={() => setAsked(undefined)}
          footer={
            <div className="v-foot">
              <Button onClick={() => setAsked(undefined)}>{t('cancel')}</Button>
              <Button danger type="primary" loading={busy} onClick={() => void save(asked)}>
                {t('keepRun')}
              </Button>
            </div>
          }
        >
          <p className="v-past-text">{t('keepText')}</p>
        </Sheet>
      )}
    </div>
  );
}
