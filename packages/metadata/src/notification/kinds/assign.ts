import { notificationKind } from '../contract.ts';

export const assign = notificationKind({
  label: { zh: '分配给我', en: 'Assignments' },
  description: {
    zh: '有数据交给我负责，或请我一起负责',
    en: 'A record is handed to me, or shared work on it',
  },
  icon: 'user',
  group: 'mention',
  channels: ['email'],
  texts: {
    owner: { zh: '{by} 把「{record}」交给你负责', en: '{by} made you the owner of “{record}”' },
    collaborator: { zh: '{by} 请你一起负责「{record}」', en: '{by} asked you to work on “{record}”' },
    many: {
      zh: '{by} 把 {count} 条「{form}」交给你负责',
      en: '{by} made you the owner of {count} records of “{form}”',
    },
  },
});
