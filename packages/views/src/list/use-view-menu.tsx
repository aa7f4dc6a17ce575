import type { ViewDocument } from '@trellis/metadata';
import { Icon, useLocale, useMe, useToast } from '@trellis/ui/react';
import type { MenuProps } from 'antd';
import { useMyViews } from '../data/my-views.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { writeListState } from '../state/list-state.ts';
import { asSaved, isAdjusted } from '../state/shown.ts';
import type { ListedPlace } from './place.ts';
import type { ListedView } from './views.ts';

type Entry = NonNullable<NonNullable<MenuProps['items']>[number]>;

/** What can be done to a view: whatever this member may. */
export function useViewMenu(place: ListedPlace, arrange: () => void): (view: ListedView) => Entry[] {
  const { info, views, listed, shown, adjustment, state, setState, actions, edit } = place;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const admin = useMe().data?.admin ?? false;
  const { opens } = useMyViews(info.form.ref);
  const { href } = useNavigation();
  const { app, key: form } = info.form;

  const restore = async () => {
    await actions.reset(listed.name);
    setState(asSaved(state), { replace: true });
  };
  /** The view as it is on the screen becomes the view. */
  const keep = async () => {
    try {
      await actions.save(listed, shown.view);
      await restore();
      toast.success(t('viewSaved'));
    } catch (error) {
      toast.error(error);
    }
  };
  const copyLink = async () => {
    const { record: _, tab: __, create: ___, draft: ____, ...rest } = state;
    const { sort, group } = shown.view;
    const said = {
      ...rest,
      view: listed.name,
      quick: shown.picked,
      ...(sort && { sort }),
      ...(group && { group }),
    };
    // A view of one's own is nobody else's: the link says what it narrows down instead.
    const { view: own, ...open } = said;
    const search = writeListState(
      listed.of === 'me'
        ? { ...open, ...(shown.query.filter === undefined ? {} : { filter: shown.query.filter }) }
        : { ...open, view: own },
    );
    await navigator.clipboard.writeText(
      new URL(href({ kind: 'form', app, form, search }), location.href).href,
    );
    toast.success(t('linkCopied'));
  };
  const copyOf = (document: ViewDocument): ViewDocument => {
    const { locked: _, ...open } = document;
    const { zh, en } = document.label;
    return { ...open, label: { zh: `${zh} 副本`, ...(en ? { en: `${en} copy` } : {}) } };
  };

  return (view) => {
    const { name, document, of } = view;
    const here = name === listed.name;
    const mayEdit = of === 'me' || (of === 'all' && admin);
    const changed = here && !document.locked && isAdjusted(adjustment, state);
    const item = (key: string, icon: string, label: string, onClick: () => void, danger = false): Entry => ({
      key,
      icon: <Icon name={icon} />,
      label,
      onClick,
      danger,
    });
    const parts: Entry[][] = [
      changed
        ? [
            item('restore', 'undo', t('viewRestore'), () => void restore()),
            ...(mayEdit
              ? [item('keep', 'save', t(of === 'me' ? 'viewKeep' : 'viewKeepForAll'), () => void keep())]
              : []),
          ]
        : [],
      [
        ...(mayEdit ? [item('settings', 'settings', t('viewSettings'), () => edit({ listed: view }))] : []),
        item('copy', 'copy', t(changed ? 'viewSaveAs' : 'viewCopy'), () =>
          edit({ fresh: copyOf(here ? shown.view : document), of: 'me' }),
        ),
        ...(here ? [item('link', 'link', t('copyLink'), () => void copyLink())] : []),
      ],
      [
        opens === name
          ? item('opens', 'check', t('viewOpensNot'), () => void actions.openWith(null))
          : item('opens', 'star', t('viewOpens'), () => void actions.openWith(name)),
        ...(of === 'all' && admin
          ? [
              item(
                'lock',
                'lock',
                t(document.locked ? 'viewUnlock' : 'viewLock'),
                () => void actions.lock(view, !document.locked),
              ),
            ]
          : []),
        ...(views.size > 1 ? [item('arrange', 'drag', t('viewsArrange'), arrange)] : []),
      ],
      mayEdit && (of === 'me' || views.size > 1)
        ? [item('delete', 'delete', t('delete'), () => void actions.remove(view, text(document.label)), true)]
        : [],
    ];
    return parts
      .filter((part) => part.length > 0)
      .flatMap((part, index): Entry[] =>
        index === 0 ? part : [{ type: 'divider', key: `-${index}` }, ...part],
      );
  };
}
