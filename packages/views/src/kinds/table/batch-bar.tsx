import { Icon, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import type { FormInfo } from '../../catalog/catalog.ts';
import { useDelete } from '../../data/use-delete.tsx';
import { useExport } from '../../data/use-export.tsx';
import { useT } from '../../messages.ts';
import { useT as usePrintT } from '../../print/messages.ts';
import { usePrint } from '../../print/use-print.tsx';

/** What can be done with the selected records at once. */
export function BatchBar(props: { info: FormInfo; ids: ReadonlySet<string>; onDone: () => void }) {
  const t = useT();
  const toast = useToast();
  const { form, actions } = props.info;
  const remove = useDelete(form.ref);
  const download = useExport(props.info);
  const printT = usePrintT();
  const print = usePrint(props.info);
  const ids = [...props.ids];
  const run = async () => {
    try {
      await remove(ids);
      props.onDone();
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <div className="v-batch" role="toolbar" aria-label={t('selected', { count: ids.length })}>
      <strong className="t-num">{t('selected', { count: ids.length })}</strong>
      {actions.has('export') ? (
        <Button
          size="small"
          icon={<Icon name="export" />}
          onClick={() => void download('xlsx', { filter: { in: [{ var: '_id' }, ids] } })}
        >
          {t('exportSelected')}
        </Button>
      ) : null}
      <Button size="small" icon={<Icon name="printer" />} onClick={() => print(ids)}>
        {printT('print')}
      </Button>
      {actions.has('delete') ? (
        <Button size="small" danger icon={<Icon name="delete" />} onClick={() => void run()}>
          {t('delete')}
        </Button>
      ) : null}
      <Button size="small" type="text" onClick={props.onDone}>
        {t('unselect')}
      </Button>
    </div>
  );
}
