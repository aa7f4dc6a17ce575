import { later, SkeletonRows } from '@trellis/ui/react';
import { Button } from 'antd';
import { useT } from '../messages.ts';
import type { ListedPlace } from './place.ts';
import { ToolPanel } from './tool-panel.tsx';

const waiting = (
  <div className="v-sort-panel">
    <SkeletonRows rows={2} columns={1} height={32} />
  </div>
);
const SortList = later(async () => (await import('../settings/sort-list.tsx')).SortList, waiting);
const GroupList = later(async () => (await import('../settings/group-list.tsx')).GroupList, waiting);

type Place = Pick<ListedPlace, 'info' | 'listed' | 'shown' | 'adjustment' | 'adjust' | 'state' | 'setState'>;

/** The order of the list: for this member, and in the address, so that a link says it too. */
export function SortButton({ info, shown, adjustment, adjust, state, setState }: Place) {
  const t = useT();
  if (!adjust) return null;
  const { sort: _, ...rest } = state;
  const active = state.sort !== undefined || adjustment.sort !== undefined;
  return (
    <ToolPanel icon="sort" label={t('sort')} title={t('sortTitle')} active={active}>
      <SortList
        info={info}
        sort={shown.view.sort ?? []}
        onChange={(sort) => {
          adjust({ sort: sort.length > 0 ? sort : undefined });
          setState(sort.length > 0 ? { ...rest, sort } : rest, { replace: true });
        }}
        extra={
          active ? (
            <Button
              type="link"
              size="small"
              onClick={() => {
                adjust({ sort: undefined });
                setState(rest, { replace: true });
              }}
            >
              {t('sortClear')}
            </Button>
          ) : null
        }
      />
    </ToolPanel>
  );
}

/** The groups of the list, kept and said like its order. */
export function GroupButton({ info, shown, adjustment, adjust, state, setState }: Place) {
  const t = useT();
  if (!adjust) return null;
  const { group: _, ...rest } = state;
  const active = state.group !== undefined || adjustment.group !== undefined;
  return (
    <ToolPanel icon="group" label={t('group')} title={t('groupTitle')} active={active}>
      <GroupList
        info={info}
        group={shown.view.group ?? []}
        onChange={(group) => {
          adjust({ group });
          setState({ ...rest, group }, { replace: true });
        }}
        extra={
          active ? (
            <Button
              type="link"
              size="small"
              onClick={() => {
                adjust({ group: undefined });
                setState(rest, { replace: true });
              }}
            >
              {t('groupClear')}
            </Button>
          ) : null
        }
      />
    </ToolPanel>
  );
}
