import { Icon, useIsPhone, useToast } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useDelete } from '../data/use-delete.tsx';
import { useNavigation } from '../navigation.tsx';
import { LookBackHere } from '../past/change-actions.tsx';
import { useT as usePastT } from '../past/messages.ts';
import { useT as usePrintT } from '../print/messages.ts';
import { usePrint } from '../print/use-print.tsx';
import { FollowButton } from '../social/follow-button.tsx';
import { ShareButton } from '../social/share-button.tsx';
import { type ListState, writeListState } from '../state/list-state.ts';
import { useT } from './messages.ts';

/** What can be done with a record as a whole. */
export function RecordActions(props: {
  readonly info: FormInfo;
  readonly id: string;
  /** The list behind it, to go back to. */
  readonly list: ListState;
  readonly onTab: (tab: string) => void;
  /** Leaves the record, which is about to be gone. */
  readonly onLeave: () => void | Promise<void>;
  /** Absent on its own page. */
  readonly onFullPage?: () => void;
}) {
  const { info, id } = props;
  const { form } = info;
  const t = useT();
  const printT = usePrintT();
  const pastT = usePastT();
  const [looking, setLooking] = useState(false);
  const toast = useToast();
  const phone = useIsPhone();
  const { go, href } = useNavigation();
  const print = usePrint(info);
  const removeAll = useDelete(form.ref);
  const remove = async () => {
    try {
      // Left first: a record that is open would be asked for once more when it is gone.
      await removeAll([id], props.onLeave);
    } catch (error) {
      toast.error(error);
    }
  };
  const copyLink = async () => {
    const address = new URL(
      href({ kind: 'record', app: form.app, form: form.key, id }),
      window.location.href,
    );
    try {
      await navigator.clipboard.writeText(address.href);
      toast.success(t('linkCopied'));
    } catch {
      toast.error(t('copyFailed'));
    }
  };
  const duplicate = () =>
    go({
      kind: 'form',
      app: form.app,
      form: form.key,
      search: writeListState({ ...props.list, create: {}, copy: id }),
    });
  const printItem = {
    key: 'print',
    icon: <Icon name="printer" />,
    label: printT('print'),
    onClick: () => print([id]),
  };
  const { onFullPage } = props;
  const items = [
    ...(phone && onFullPage
      ? [{ key: 'page', icon: <Icon name="export" />, label: t('fullPage'), onClick: onFullPage }]
      : []),
    { key: 'copy', icon: <Icon name="link" />, label: t('copyLink'), onClick: () => void copyLink() },
    ...(phone ? [printItem] : []),
    ...(info.actions.has('create')
      ? [
          {
            key: 'duplicate',
            icon: <Icon name="copy" />,
            label: t('duplicate'),
            onClick: () => void duplicate(),
          },
        ]
      : []),
    {
      key: 'history',
      icon: <Icon name="history" />,
      label: t('history'),
      onClick: () => props.onTab('changes'),
    },
    {
      key: 'past',
      icon: <Icon name="field-time" />,
      label: pastT('lookBack'),
      onClick: () => setLooking(true),
    },
    ...(info.actions.has('delete')
      ? [
          { type: 'divider' as const },
          {
            key: 'delete',
            icon: <Icon name="delete" />,
            label: t('delete'),
            danger: true,
            onClick: () => void remove(),
          },
        ]
      : []),
  ];
  return (
    <div className="v-record-actions">
      <FollowButton form={form.ref} recordId={id} />
      <ShareButton info={info} recordId={id} />
      {phone ? null : (
        <Button
          icon={<Icon name="printer" />}
          aria-label={printT('print')}
          title={printT('print')}
          onClick={() => print([id])}
        />
      )}
      {onFullPage && !phone ? (
        <Button
          icon={<Icon name="export" />}
          aria-label={t('fullPage')}
          title={t('fullPage')}
          onClick={onFullPage}
        />
      ) : null}
      <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
        <Button icon={<Icon name="more" />} aria-label={t('more')} title={t('more')} />
      </Dropdown>
      {looking ? <LookBackHere info={info} id={id} onClose={() => setLooking(false)} /> : null}
    </div>
  );
}
