import { notificationKind } from '../contract.ts';

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
    /** Of many records at once. */
    changedSome: {
      zh: '{by} 修改了你关注的多条「{form}」',
      en: '{by} changed several records of “{form}” that you follow',
    },
    deletedSome: {
      zh: '{by} 删除了你关注的多条「{form}」',
      en: '{by} deleted several records of “{form}” that you follow',
    },
    restoredSome: {
      zh: '{by} 恢复了你关注的多条「{form}」',
      en: '{by} restored several records of “{form}” that you follow',
    },
  },
});
