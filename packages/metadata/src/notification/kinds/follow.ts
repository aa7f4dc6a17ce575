import { notificationKind } from '../contract.ts';

export const follow = notificationKind({
  label: { zh: '我关注的数据', en: 'Records I follow' },
  description: {
    zh: '我关注的数据被修改、评论或删除',
    en: 'A record that I follow is changed, commented or deleted',
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
  },
});
