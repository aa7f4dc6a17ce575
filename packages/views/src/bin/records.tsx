import { FieldCell, isEmptyValue, useTextEnv } from '@trellis/forms/react';
import { BIN_DAYS } from '@trellis/metadata';
import {
  ApiError,
  EmptyState,
  Icon,
  type Refs,
  RelativeTime,
  SkeletonRows,
  useIsPhone,
  useLocale,
  useMe,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Checkbox, Input } from 'antd';
import { type MouseEvent, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { PagedList } from '../data/paged-list.tsx';
import { recordTitle } from '../data/record-title.ts';
import { useNavigation } from '../navigation.tsx';
import { keyFacts } from '../record/key-facts.ts';
import { type Clash, ClashDialog, clashOf } from './clash.tsx';
import { useT } from './messages.ts';
import { PurgeDialog } from './purge-dialog.tsx';
import { type BinnedRecord, useBinActions, useBinned } from './use-bin.ts';

/** Deleted records of a form: looked for, chosen, brought back, or deleted for good by administrators. */
export function BinnedRecords({ info }: { readonly info: FormInfo }) {
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const admin = useMe().data?.admin ?? false;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [purging, setPurging] = useState<{ readonly ids?: string[]; readonly count: number }>();
  const query = useBinned(info, search);
  const { restoreMany } = useBinActions(form.app);
  const pages = query.data?.pages ?? [];
  const records = pages.flatMap((page) => page.records);
  const total = pages[0]?.total?.value ?? records.length;
  const ids = records.map(({ id }) => id).filter((id) => chosen.has(id));
  const found = search ? { search } : {};
  const many = async (which: { ids: string[] } | { search?: string }) => {
    try {
      await restoreMany(form.ref, which);
      setChosen(new Set());
    } catch (error) {
      toast.error(error);
    }
  };
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <div className="v-bin-bar">
        <Input.Search
          allowClear
          className="v-bin-search"
          placeholder={t('search')}
          aria-label={t('search')}
          onSearch={(value) => setSearch(value.trim())}
        />
        {records.length === 0 ? null : ids.length > 0 ? (
          <>
            <strong className="t-num">{t('selected', { count: ids.length })}</strong>
            <Button icon={<Icon name="undo" />} onClick={() => void many({ ids })}>
              {t('restoreSome', { count: ids.length })}
            </Button>
            {admin ? (
              <Button danger onClick={() => setPurging({ ids, count: ids.length })}>
                {t('purgeSome', { count: ids.length })}
              </Button>
            ) : null}
            <Button type="link" onClick={() => setChosen(new Set())}>
              {t('unselect')}
            </Button>
          </>
        ) : (
          <>
            <Checkbox
              checked={false}
              onChange={() => setChosen(new Set(records.slice(0, 10_000).map(({ id }) => id)))}
            >
              {t('selectAll')}
            </Checkbox>
            <Button icon={<Icon name="undo" />} onClick={() => void many(found)}>
              {t('restoreAll')}
            </Button>
            {admin ? (
              <Button danger onClick={() => setPurging({ count: total })}>
                {t('purgeAll')}
              </Button>
            ) : null}
          </>
        )}
      </div>
      <PagedList query={query} skeleton={<SkeletonRows rows={6} columns={3} height={56} />} more={t('more')}>
        {records.length > 0 ? (
          <ul className="v-bin-list">
            {pages.flatMap((page) =>
              page.records.map((record) => (
                <Row
                  key={record.id}
                  info={info}
                  record={record}
                  refs={page.refs}
                  cause={page.causes[record.id]}
                  chosen={chosen.has(record.id)}
                  onChoose={(on) => choose(record.id, on)}
                  onPurge={admin ? () => setPurging({ ids: [record.id], count: 1 }) : undefined}
                />
              )),
            )}
          </ul>
        ) : search ? (
          <EmptyState icon="search" title={t('noMatch')} description={t('noMatchText')} />
        ) : (
          <EmptyState
            icon="delete"
            title={t('emptyTitle')}
            description={t('emptyText', { form: text(info.label), days: BIN_DAYS })}
          />
        )}
      </PagedList>
      {purging ? (
        <PurgeDialog
          info={info}
          count={purging.count}
          which={purging.ids ? { ids: purging.ids } : found}
          onClose={() => setPurging(undefined)}
        />
      ) : null}
    </>
  );
}

const DAY_MS = 86_400_000;
/** Ways of deleting that are told; by hand is the usual one. */
const TOLD = ['api', 'import', 'batch', 'template', 'public', 'linked'] as const;

function Row(props: {
  readonly info: FormInfo;
  readonly record: BinnedRecord;
  readonly refs: Refs;
  readonly cause: string | undefined;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onPurge: (() => void) | undefined;
}) {
  const { info, record, refs } = props;
  const { form } = info;
  const t = useT();
  const { tz } = useWorkspace();
  const toast = useToast();
  const phone = useIsPhone();
  const { go, href } = useNavigation();
  const { restore } = useBinActions(form.app);
  const [busy, setBusy] = useState(false);
  const [clash, setClash] = useState<Clash>();
  const title = recordTitle(form, record.values, useTextEnv(refs)) ?? t('unnamed');
  const { deletedAt, updatedBy } = record.meta;
  const by = updatedBy ? refs[updatedBy]?.title : undefined;
  const cause = TOLD.find((one) => one === props.cause);
  const left = deletedAt ? BIN_DAYS - Math.floor((Date.now() - Date.parse(deletedAt)) / DAY_MS) : BIN_DAYS;
  const place = { kind: 'record', app: form.app, form: form.key, id: record.id } as const;
  const facts = keyFacts(info).filter((field) => !isEmptyValue(record.values[field.key] as never));
  const run = async () => {
    setBusy(true);
    try {
      await restore(form.ref, record.id);
      toast.success(t('restored', { title }));
    } catch (error) {
      const found = error instanceof ApiError ? clashOf(info, error) : undefined;
      if (found) setClash(found);
      else toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li>
      <Checkbox
        checked={props.chosen}
        aria-label={t('select', { title })}
        onChange={(event) => props.onChoose(event.target.checked)}
      />
      <div className="v-bin-about">
        <a
          className="v-bin-title"
          href={href(place)}
          onClick={(event: MouseEvent) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            void go(place);
          }}
        >
          <strong className="t-ellipsis">{title}</strong>
        </a>
        {facts.length > 0 ? (
          <span className="v-bin-facts">
            {facts.slice(0, phone ? 2 : 4).map((field) => (
              <FieldCell
                key={field.key}
                field={field}
                value={record.values[field.key]}
                refs={refs}
                look="row"
              />
            ))}
          </span>
        ) : null}
        <span className="v-bin-note">
          <span>{by ? t('deletedBy', { name: by }) : t('deleted')}</span>
          {deletedAt ? <RelativeTime value={deletedAt} tz={tz} /> : null}
          {cause ? <span>{t('via', { cause: t(`cause_${cause}`) })}</span> : null}
          <span data-soon={left <= 3 || undefined}>
            {left <= 1 ? t('lastDay') : t('left', { days: left })}
          </span>
        </span>
      </div>
      <span className="v-bin-do">
        <Button size="small" icon={<Icon name="undo" />} loading={busy} onClick={() => void run()}>
          {t('restore')}
        </Button>
        {props.onPurge ? (
          <Button size="small" type="text" danger onClick={props.onPurge}>
            {t('purge')}
          </Button>
        ) : null}
      </span>
      {clash ? (
        <ClashDialog
          info={info}
          record={record}
          refs={refs}
          title={title}
          clash={clash}
          onClose={() => setClash(undefined)}
        />
      ) : null}
    </li>
  );
}
