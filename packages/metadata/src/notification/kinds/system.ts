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
    exported: {
      zh: '「{form}」的 {count} 条数据已导出，{days} 天内可以下载',
      en: '{count} records of “{form}” are exported. The file can be fetched for {days} days',
    },
    exportFailed: {
      zh: '「{form}」没有导出成功，请到「我的导出」查看原因',
      en: '“{form}” was not exported. “My exports” tells why',
    },
    channelFailed: {
      zh: '{channel}发送失败（{times} 次），已停止重试。请到「消息渠道」检查设置',
      en: 'Sending by {channel} failed ({times} times) and was given up. Check it under “Channels”',
    },
  },
});
