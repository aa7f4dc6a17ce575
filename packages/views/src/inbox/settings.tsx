import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CHANNELS, NOTIFICATION_KINDS } from '@trellis/metadata';
import {
  type Body,
  ErrorState,
  keys,
  OptionTag,
  type Reply,
  SkeletonRows,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Checkbox, Input, Switch } from 'antd';
import { useId } from 'react';
import './inbox.css';
import { useT } from './messages.ts';

type Settings = Reply<'getMessageSettings'>;
type Save = (change: Partial<Pick<Settings, 'kinds' | 'quiet'>>) => void;

/** Where the member is told what, and when not to be disturbed. Each change is kept at once. */
export function MessageSettings() {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const cache = useQueryClient();
  const toast = useToast();
  const queryKey = keys.messageSettings(workspace);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => client.call('getMessageSettings', { params: { workspace }, signal }),
  });
  const { mutate } = useMutation({
    // One after another: the last one is what counts.
    scope: { id: `message settings ${workspace}` },
    mutationFn: (body: Body<'saveMessageSettings'>) =>
      client.call('saveMessageSettings', { params: { workspace }, body }),
    onError: (error) => {
      toast.error(error);
      void cache.invalidateQueries({ queryKey });
    },
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const settings = query.data;
  if (!settings) return <SkeletonRows rows={6} columns={3} height={57} />;
  const save: Save = (change) => {
    const next = { ...settings, ...change };
    cache.setQueryData<Settings>(queryKey, next);
    mutate({ kinds: next.kinds, quiet: next.quiet });
  };
  return (
    <>
      <Places settings={settings} save={save} />
      <Quiet quiet={settings.quiet} save={save} />
    </>
  );
}

function Places({ settings, save }: { settings: Settings; save: Save }) {
  const t = useT();
  const { text } = useLocale();
  const columns = [
    { key: 'product', label: t('product'), simulated: false },
    ...settings.channels.map(({ key, simulated }) => ({ key, label: text(CHANNELS[key].label), simulated })),
  ];
  const set = (kind: string, place: string, on: boolean) =>
    save({
      kinds: settings.kinds.map((one) =>
        one.key === kind ? { ...one, places: { ...one.places, [place]: on } } : one,
      ),
    });
  return (
    <table className="v-places">
      <thead>
        <tr>
          <th scope="col">{t('kind')}</th>
          {columns.map(({ key, label, simulated }) => (
            <th key={key} scope="col">
              {label}
              {simulated ? (
                <div title={t('simulatedText')}>
                  <OptionTag color="orange">{t('simulated')}</OptionTag>
                </div>
              ) : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settings.kinds.map(({ key: kind, places }) => {
          const { label, description } = NOTIFICATION_KINDS[kind];
          const always = 'always' in NOTIFICATION_KINDS[kind];
          return (
            <tr key={kind}>
              <th scope="row">
                {text(label)}
                <span>{text(description)}</span>
              </th>
              {columns.map(({ key: place, label: where }) => {
                const fixed = always && place === 'product';
                return (
                  <td key={place}>
                    <Checkbox
                      checked={places[place] ?? false}
                      disabled={fixed}
                      {...(fixed ? { title: t('always') } : {})}
                      aria-label={`${text(label)} · ${where}`}
                      onChange={({ target }) => set(kind, place, target.checked)}
                    />
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Quiet({ quiet, save }: { quiet: Settings['quiet']; save: Save }) {
  const t = useT();
  const id = useId();
  const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const set = (change: Partial<Settings['quiet']>) => save({ quiet: { ...quiet, tz, ...change } });
  const time = (key: 'from' | 'to') => (
    <Input
      type="time"
      aria-label={t(key)}
      value={quiet[key]}
      // A time that is half deleted is none.
      onChange={({ target }) => target.value && set({ [key]: target.value })}
    />
  );
  return (
    <section className="v-quiet" aria-labelledby={id}>
      <h2 id={id}>{t('quiet')}</h2>
      <p>{t('quietText')}</p>
      <div className="v-quiet-row">
        <Switch checked={quiet.enabled} aria-label={t('quietOn')} onChange={(enabled) => set({ enabled })} />
        <span>{t('quietOn')}</span>
      </div>
      {quiet.enabled ? (
        <>
          <div className="v-quiet-row">
            {t('from')} {time('from')} {t('to')} {time('to')}
            {quiet.to < quiet.from ? <span className="t-muted">{t('nextDay')}</span> : null}
          </div>
          <Checkbox checked={quiet.weekends} onChange={({ target }) => set({ weekends: target.checked })}>
            {t('weekends')}
          </Checkbox>
          <p>{t('zone', { tz: quiet.tz })}</p>
        </>
      ) : null}
    </section>
  );
}
