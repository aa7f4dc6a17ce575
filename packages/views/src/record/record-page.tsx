import { useTextEnv } from '@trellis/forms/react';
import { Icon, useLocale, useRecord, useToast } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { useDelete } from '../data/use-delete.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { useT as usePrintT } from '../print/messages.ts';
import { usePrint } from '../print/use-print.tsx';
import { readListState, writeListState } from '../state/list-state.ts';
import { Loaded } from './record-drawer.tsx';

/** A record on a page of its own, with its history beside it. `useTitle` names the browser's tab. */
export function RecordPage(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly useTitle: (...parts: readonly (string | undefined)[]) => void;
}) {
  const { info, id } = props;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const { search, setSearch, go } = useNavigation();
  const record = useRecord(form.ref, id).data;
  const env = useTextEnv(record?.refs);
  const printT = usePrintT();
  const print = usePrint(info);
  const remove = useDelete(form.ref);
  const state = readListState(search);
  props.useTitle(record ? recordTitle(form, record.values, env) : undefined, text(info.label));

  const run = async () => {
    // Left first: a record that is open would be asked for once more when it is gone.
    await go({ kind: 'form', app: form.app, form: form.key });
    try {
      await remove([id]);
    } catch (error) {
      toast.error(error);
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    toast.success(t('linkCopied'));
  };
  const items = [
    { key: 'copy', icon: <Icon name="link" />, label: t('copyLink'), onClick: () => void copy() },
    ...(info.actions.has('delete')
      ? [
          {
            key: 'delete',
            icon: <Icon name="delete" />,
            label: t('delete'),
            danger: true,
            onClick: () => void run(),
          },
        ]
      : []),
  ];
  return (
    <Loaded
      info={info}
      id={id}
      wide
      tab={state.tab}
      onTab={(tab) => setSearch(writeListState({ ...state, tab }), { replace: true })}
      actions={
        <>
          <Button
            icon={<Icon name="printer" />}
            aria-label={printT('print')}
            title={printT('print')}
            onClick={() => print([id])}
          />
          <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
            <Button icon={<Icon name="more" />} aria-label={t('more')} />
          </Dropdown>
        </>
      }
    />
  );
}
