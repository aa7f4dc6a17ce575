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
      zh: '{channel}发送失败（{times} 次），已停止重试。请到「消息渠道」检查设置',
      en: 'Sending by {channel} failed ({times} times) and was given up. Check it under “Channels”',
    },
  },
});
