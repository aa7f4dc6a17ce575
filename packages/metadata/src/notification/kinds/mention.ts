import { notificationKind } from '../contract.ts';

export const mention = notificationKind({
  label: { zh: '@我', en: 'Mentions' },
  description: { zh: '有人在评论里提到我', en: 'Somebody mentions me in a comment' },
  icon: 'chat',
  group: 'mention',
  channels: ['email'],
  always: true,
  texts: {
    comment: {
      zh: '{by} 在「{record}」的评论里提到了你',
      en: '{by} mentioned you in a comment on “{record}”',
    },
  },
});
