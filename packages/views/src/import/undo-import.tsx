import { useQuery } from '@tanstack/react-query';
import { Icon, keys, useClient, useWorkspace } from '@trellis/ui/react';
import { Button, Popconfirm } from 'antd';
import { useAct } from '../batch/use-act.tsx';
import { useT } from './messages.ts';

const EVERY_MS = 800;

/** Takes an import back: a batch like others, which shows how far it is and what it left alone. */
export function UndoImport({ id }: { readonly id: string }) {
  const t = useT();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { busy, act, undo } = useAct(id);
  const { data: batch } = useQuery({
    queryKey: keys.batch(workspace, id),
    queryFn: ({ signal }) => client.call('getBatch', { params: { workspace, id }, signal }),
  });
  const back = useQuery({
    queryKey: keys.batch(workspace, batch?.undoneBy ?? ''),
    queryFn: ({ signal }) =>
      client.call('getBatch', { params: { workspace, id: batch?.undoneBy ?? '' }, signal }),
    enabled: typeof batch?.undoneBy === 'string',
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? EVERY_MS : false),
  }).data;
  if (back) {
    return (
      <span className="t-muted" role="status">
        {back.state === 'running'
          ? t('undoing')
          : back.skipped + back.kept > 0
            ? t('undone', { done: back.done, left: back.skipped + back.kept })
            : t('undoneAll', { done: back.done })}
      </span>
    );
  }
  if (!batch?.undoable) return null;
  return (
    <Popconfirm
      title={t('undoTitle')}
      description={<span className="v-import-undo">{t('undoText')}</span>}
      okText={t('undo')}
      okButtonProps={{ danger: true }}
      cancelText={t('keep')}
      onConfirm={() => act(undo)}
    >
      <Button icon={<Icon name="undo" />} loading={busy}>
        {t('undo')}
      </Button>
    </Popconfirm>
  );
}
