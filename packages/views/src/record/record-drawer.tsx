import { Sheet } from '@trellis/ui/react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import { type ListState, writeListState } from '../state/list-state.ts';
import { Loaded } from './loaded.tsx';
import { useT } from './messages.ts';
import { Neighbours } from './neighbours.tsx';
import type { OpenedFrom } from './opened-from.tsx';
import { RecordActions } from './record-actions.tsx';

/** A record beside its list. */
export function RecordDrawer(props: {
  readonly info: FormInfo;
  /** Absent = closed. */
  readonly id: string | undefined;
  readonly tab: string | undefined;
  /** The list beside it, and how its address names it. */
  readonly from: OpenedFrom;
  readonly list: ListState;
  readonly onTab: (tab: string) => void;
  readonly onGo: (id: string) => void;
  readonly onClose: () => void;
}) {
  const { info, id, tab, list } = props;
  const { form } = info;
  const t = useT();
  const { go } = useNavigation();
  return (
    <Sheet
      open={id !== undefined}
      onClose={props.onClose}
      desk="drawer"
      phone="full"
      width={760}
      title={<span className="t-sr-only">{t('details')}</span>}
      extra={
        id ? (
          <div className="v-record-title-end">
            <Neighbours form={form.ref} id={id} from={props.from} onGo={props.onGo} />
            <RecordActions
              info={info}
              id={id}
              list={list}
              onTab={props.onTab}
              onLeave={props.onClose}
              onFullPage={() =>
                void go({
                  kind: 'record',
                  app: form.app,
                  form: form.key,
                  id,
                  search: writeListState({ ...list, ...(tab ? { tab } : {}) }),
                })
              }
            />
          </div>
        ) : null
      }
    >
      {id ? <Loaded key={id} info={info} id={id} tab={tab} onTab={props.onTab} wide={false} /> : null}
    </Sheet>
  );
}
