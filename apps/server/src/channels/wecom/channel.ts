import type { Channel } from '@trellis/records/server';
import type { Net } from '../net.ts';
import { groupText, type Meaning, robotUrl, sendToRobot } from '../robot.ts';

/** Of a text, by the documentation (https://developer.work.weixin.qq.com/document/path/91770). */
const MOST_BYTES = 2_048;

/** A robot in a group of WeCom. It mentions the reader by their phone number. */
export const wecom = (net: Net): Channel => ({
  fields: [
    robotUrl('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…', {
      zh: '在企业微信群里添加「群机器人」后复制。20 条/分钟以内。',
      en: 'Add a robot to the group in WeCom and copy its address. It takes 20 messages a minute.',
    }),
  ],
  address: (_, locale) => (locale === 'zh' ? '企业微信群' : 'WeCom group'),
  send: (message, { url }) =>
    sendToRobot(
      net,
      String(url),
      {
        msgtype: 'text',
        text: {
          content: groupText(message, MOST_BYTES),
          ...(message.to.phone ? { mentioned_mobile_list: [message.to.phone] } : {}),
        },
      },
      { number: 'errcode', words: 'errmsg' },
      meaning,
    ),
});

const meaning: Meaning = ({ code }) => {
  if (code === 93000) return { code: 'delivery_bad_key', again: false };
  if (code === 45009 || code === -1) return { code: 'delivery_busy', again: true };
  return undefined;
};
