import { Icon, Sheet, SortableList, useLocale, useMe } from '@trellis/ui/react';
import { viewKinds } from '../kinds/registry.ts';
import { useT } from '../messages.ts';
import type { ListedPlace } from './place.ts';
import type { ListedView } from './views.ts';

/** The views in their order: dragged, or moved by keyboard from their handle. */
export function ArrangeViews({
  views,
  actions,
  open,
  onClose,
}: Pick<ListedPlace, 'views' | 'actions'> & { readonly open: boolean; readonly onClose: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const admin = useMe().data?.admin ?? false;
  const all = [...views.values()];
  const part = (of: ListedView['of'], title: string, movable: boolean) => {
    const items = all.filter((one) => one.of === of).map((one) => ({ ...one, id: one.name }));
    if (items.length === 0) return null;
    const row = ({ document }: ListedView, handle?: React.ReactNode) => (
      <div className="v-columns-row">
        <span className="v-arranged">
          <Icon name={viewKinds.get(document.kind).icon} />
          <span className="t-ellipsis">{text(document.label)}</span>
        </span>
        {handle}
      </div>
    );
    return (
      <section className="v-arrange">
        <h3>{title}</h3>
        {movable ? (
          <SortableList
            items={items}
            label={({ document }) => text(document.label)}
            onMove={(from, to) => void actions.move(of, from, to)}
            render={(one, handle) => row(one, handle)}
          />
        ) : (
          items.map((one) => <div key={one.id}>{row(one)}</div>)
        )}
      </section>
    );
  };
  return (
    <Sheet open={open} onClose={onClose} title={t('viewsArrange')} width={420}>
      {part('all', t('viewsOfAll'), admin)}
      {part('usual', t('viewsOfAll'), false)}
      {part('me', t('viewsOfMe'), true)}
    </Sheet>
  );
}
