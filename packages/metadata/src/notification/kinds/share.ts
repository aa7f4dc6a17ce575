import { notificationKind } from '../contract.ts';

export const share = notificationKind({
  label: { zh: '分享给我', en: 'Shares' },
  description: { zh: '有人把一条数据发给我看', en: 'Somebody sends me a record to look at' },
  icon: 'send',
  group: 'mention',
  channels: ['email'],
  texts: {
    record: { zh: '{by} 把「{record}」分享给你', en: '{by} shared “{record}” with you' },
  },
});
