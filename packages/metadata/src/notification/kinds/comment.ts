import { notificationKind } from '../contract.ts';

export const comment = notificationKind({
  label: { zh: '评论', en: 'Comments' },
  description: {
    zh: '我负责或评论过的数据有了新评论，或有人回复我',
    en: 'A comment on a record that is mine or that I commented on, or a reply to me',
  },
  icon: 'comment',
  group: 'follow',
  channels: [],
  texts: {
    created: { zh: '{by} 评论了「{record}」', en: '{by} commented on “{record}”' },
    replied: { zh: '{by} 回复了你在「{record}」的评论', en: '{by} replied to your comment on “{record}”' },
  },
});
