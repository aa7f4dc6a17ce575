import type { Expr } from '@trellis/logic';
import {
  adjusted,
  type JsonObject,
  type TableConfig,
  type ViewAdjustment,
  type ViewDocument,
} from '@trellis/metadata';
import { EmptyState, Icon, useLocale, useMe, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Relation } from '../catalog/catalog.ts';
import { viewFacets } from '../kinds/facets.tsx';
import { table } from '../kinds/table/model.ts';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { added } from '../state/adjustment.ts';
import { type ListState, writeListState } from '../state/list-state.ts';
import { usePref } from '../state/storage.tsx';
import { CreateDrawer } from './create-drawer.tsx';

/** The condition that a reference of one or several leads to a record. */
export const pointsTo = ({ key, many }: Pick<Relation['field'], 'key' | 'many'>, id: string): Expr =>
  many ? { has_any: [{ var: key }, [id]] } : { '==': [{ var: key }, id] };

const NOTHING: ViewAdjustment = {};

/** Records of another form that refer to this one, as a table; a new one refers to it from the start. */
export function RelatedList({ relation, id }: { readonly relation: Relation; readonly id: string }) {
  const { info, field } = relation;
  const t = useT();
  const { text } = useLocale();
  const { go } = useNavigation();
  const workspace = useWorkspace().key;
  const me = useMe().data;
  const [state, setState] = useState<ListState>({});
  const [creating, setCreating] = useState(false);
  const prefs = `trellis.related.${workspace}.${me?.id ?? ''}.${info.form.ref}.${field.key}`;
  const [own, setOwn] = usePref<ViewAdjustment>(prefs, NOTHING);
  const view = useMemo((): ViewDocument => {
    const saved = [...info.views.values()].find((one) => one.kind === table.type);
    const config = (saved?.config as TableConfig | undefined) ?? table.config.defaults(info.form);
    // The column of the reference would say the same in each row.
    const columns = (config?.columns ?? []).filter((column) => column.field !== field.key);
    const usual: ViewDocument = {
      vocabulary: 1,
      form: info.form.key,
      kind: table.type,
      label: info.label,
      config: { columns } as unknown as JsonObject,
      ...(saved?.sort ? { sort: saved.sort } : {}),
    };
    return adjusted(usual, own);
  }, [info, field, own]);
  const query = useMemo(() => {
    const sort = state.sort ?? view.sort;
    return { filter: pointsTo(field, id), ...(sort ? { sort: [...sort] } : {}) };
  }, [field, id, state.sort, view.sort]);
  const openRecord = useCallback(
    (record: string) =>
      go({
        kind: 'record',
        app: info.form.app,
        form: info.form.key,
        id: record,
        // One goes on from there through the records of this list.
        search: writeListState(query),
      }),
    [go, info, query],
  );
  const form = text(info.label);
  const mayCreate = info.actions.has('create') && !info.readonly.has(field.key);
  const add = (
    <Button icon={<Icon name="plus" />} onClick={() => setCreating(true)}>
      {t('createIn', { form })}
    </Button>
  );
  const { View } = viewFacets.get(table.type);
  return (
    <div className="v-related">
      {mayCreate ? <div className="v-related-tools">{add}</div> : null}
      <View
        info={info}
        name=""
        view={view}
        config={view.config}
        prefs={prefs}
        adjust={(change) => setOwn(added(own, change))}
        query={query}
        state={state}
        setState={setState}
        openRecord={openRecord}
        create={() => setCreating(true)}
        empty={
          <EmptyState
            icon={info.form.document.trellis.icon ?? 'link'}
            title={t('relatedEmpty', { form })}
            description={mayCreate ? t('relatedEmptyText') : undefined}
          />
        }
      />
      <CreateDrawer
        info={info}
        prefill={creating ? { [field.key]: id } : undefined}
        onClose={() => setCreating(false)}
        onCreated={() => setCreating(false)}
      />
    </div>
  );
}
