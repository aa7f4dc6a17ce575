import { useTextEnv } from '@trellis/forms/react';
import { useLocale, useRecord } from '@trellis/ui/react';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { useNavigation } from '../navigation.tsx';
import { readListState, writeListState } from '../state/list-state.ts';
import { Loaded } from './loaded.tsx';
import { Neighbours } from './neighbours.tsx';
import { useOpenedFrom } from './opened-from.tsx';
import { RecordActions } from './record-actions.tsx';

/** A record on a page of its own; its address names the list that it was opened from. `useTitle` names the browser's tab. */
export function RecordPage(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly useTitle: (...parts: readonly (string | undefined)[]) => void;
}) {
  const { info, id } = props;
  const { form } = info;
  const { text } = useLocale();
  const { search, setSearch, go } = useNavigation();
  const record = useRecord(form.ref, id).data;
  const env = useTextEnv(record?.refs);
  const state = useMemo(() => readListState(search), [search]);
  const { tab, ...list } = state;
  const from = useOpenedFrom(info, state);
  props.useTitle(record ? recordTitle(form, record.values, env) : undefined, text(info.label));
  const onTab = (next: string) => setSearch(writeListState({ ...state, tab: next }), { replace: true });
  return (
    <Loaded
      info={info}
      id={id}
      wide
      tab={tab}
      onTab={onTab}
      actions={
        <>
          {from ? (
            <Neighbours
              form={form.ref}
              id={id}
              from={from}
              onGo={(other) =>
                void go(
                  { kind: 'record', app: form.app, form: form.key, id: other, search },
                  { replace: true },
                )
              }
            />
          ) : null}
          <RecordActions
            info={info}
            id={id}
            list={list}
            onTab={onTab}
            onLeave={() => go({ kind: 'form', app: form.app, form: form.key, search: writeListState(list) })}
          />
        </>
      }
    />
  );
}
