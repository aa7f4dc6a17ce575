import { notificationKind } from '../contract.ts';

export const assign = notificationKind({
  label: { zh: '分配给我', en: 'Assignments' },
  description: {
    zh: '有人把数据交给我负责',
    en: 'Somebody makes me the owner of a record',
  },
  icon: 'user',
  group: 'mention',
  channels: ['email'],
  texts: {
    owner: { zh: '{by} 把「{record}」交给你负责', en: '{by} made you the owner of “{record}”' },
    /** Of records that were handed over together. */
    ownerMany: {
      zh: '{by} 把 {times} 条「{form}」交给你负责',
      en: '{by} made you the owner of {times} records of “{form}”',
    },
  },
});
