import { notificationKind } from '../contract.ts';

export const system = notificationKind({
  label: { zh: '系统通知', en: 'System' },
  description: {
    zh: '后台任务做完，或有事需要我处理',
    en: 'Background work is done, or something needs my attention',
  },
  icon: 'bell',
  group: 'system',
  channels: [],
  texts: {
    /** Says what its parameter says. */
    text: { zh: '{text}', en: '{text}' },
    channelFailed: {
      zh: '{channel}发不出去：{count} 条消息多次发送失败，请检查渠道设置',
      en: '{channel} does not work: {count} messages failed for good. Check the channel',
    },
  },
});
