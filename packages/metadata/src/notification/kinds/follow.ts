import { notificationKind } from '../contract.ts';

/** Of many records at once; how often it was told says nothing then of how many they are, so it is not said. */
function ofMany<D extends string>(did: D, zh: string) {
  const text = {
    zh: `{by} ${zh}了你关注的多条「{form}」`,
    en: `{by} ${did} several records of “{form}” that you follow`,
  };
  return { [`${did}Some`]: text, [`${did}SomeMany`]: text } as Record<
    `${D}Some` | `${D}SomeMany`,
    typeof text
  >;
}

export const follow = notificationKind({
  label: { zh: '我关注的数据', en: 'Records I follow' },
  description: {
    zh: '我关注或负责的数据被别人修改、评论或删除',
    en: 'Somebody changes, comments on or deletes a record that I follow or own',
  },
  icon: 'star',
  group: 'follow',
  channels: [],
  texts: {
    changed: { zh: '{by} 修改了你关注的「{record}」', en: '{by} changed “{record}”, which you follow' },
    commented: {
      zh: '{by} 评论了你关注的「{record}」',
      en: '{by} commented on “{record}”, which you follow',
    },
    deleted: { zh: '{by} 删除了你关注的「{record}」', en: '{by} deleted “{record}”, which you follow' },
    restored: { zh: '{by} 恢复了你关注的「{record}」', en: '{by} restored “{record}”, which you follow' },
    ...ofMany('changed', '修改'),
    ...ofMany('deleted', '删除'),
    ...ofMany('restored', '恢复'),
  },
});
