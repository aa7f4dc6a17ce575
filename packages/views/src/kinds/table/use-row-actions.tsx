import type { Expr, Value } from '@trellis/logic';
import { Icon, type IconName, type RecordData, useToast } from '@trellis/ui/react';
import type { MenuProps } from 'antd';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Column } from '../../data/columns.ts';
import { useDelete } from '../../data/use-delete.tsx';
import { useDuplicate } from '../../data/use-duplicate.tsx';
import { useT } from '../../messages.ts';
import { useNavigation } from '../../navigation.tsx';
import { useT as usePrintT } from '../../print/messages.ts';
import { usePrint } from '../../print/use-print.tsx';
import { copyText } from '../../social/copy.ts';
import { editingOf } from './can-edit.tsx';
import { useGridT } from './messages.ts';
import { sameAs } from './same-as.ts';

/** What can be done with a row, and with the cell in it that the menu was asked for at. */
export function useRowActions(
  info: FormInfo,
  the: {
    readonly open: (id: string) => void;
    /** Narrows the list. */
    readonly narrow: (to: Expr) => void;
    readonly copy: () => void;
    readonly clear: () => void;
    readonly fillDown: () => void;
    readonly onDeleted: (id: string) => void;
  },
): (record: RecordData, column: Column | undefined) => NonNullable<MenuProps['items']> {
  const { form, actions } = info;
  const t = useT();
  const gridT = useGridT();
  const printT = usePrintT();
  const toast = useToast();
  const { href } = useNavigation();
  const duplicate = useDuplicate(info);
  const print = usePrint(info);
  const remove = useDelete(form.ref);

  return (record, column) => {
    const { id } = record;
    const address = href({ kind: 'record', app: form.app, form: form.key, id });
    const copyLink = async () => {
      const copied = await copyText(new URL(address, window.location.href).href);
      if (copied) toast.success(t('linkCopied'));
      else toast.error(gridT('linkNotCopied'));
    };
    const removeIt = async () => {
      try {
        if (await remove([id])) the.onDeleted(id);
      } catch (error) {
        toast.error(error);
      }
    };
    const item = (key: string, icon: IconName, label: string, onClick: () => void, keys?: string) => ({
      key,
      icon: <Icon name={icon} />,
      label,
      onClick,
      ...(keys ? { extra: <kbd className="v-menu-keys">{keys}</kbd> } : {}),
    });
    const only = column?.field && sameAs(column, (record.values[column.key] ?? null) as Value);
    const editing = column && editingOf(info, column);
    return [
      item('open', 'right', t('open'), () => the.open(id), 'Ctrl+Enter'),
      item('tab', 'export', gridT('openTab'), () => window.open(address, '_blank')),
      ...(actions.has('create') ? [item('duplicate', 'copy', gridT('duplicate'), () => duplicate(id))] : []),
      item('print', 'printer', printT('print'), () => print([id])),
      item('link', 'link', t('copyLink'), () => void copyLink()),
      { type: 'divider' as const },
      item('copy', 'copy', gridT('copy'), the.copy, 'Ctrl+C'),
      ...(only ? [item('only', 'filter', gridT('sameOnly'), () => the.narrow(only))] : []),
      ...(editing
        ? [
            ...(editing === 'record'
              ? []
              : [item('fill', 'down', gridT('fillDown'), the.fillDown, 'Ctrl+D')]),
            item('clear', 'close', gridT('clearCells'), the.clear, 'Delete'),
          ]
        : []),
      ...(actions.has('delete')
        ? [
            { type: 'divider' as const },
            { ...item('delete', 'delete', t('delete'), () => void removeIt()), danger: true },
          ]
        : []),
    ];
  };
}
