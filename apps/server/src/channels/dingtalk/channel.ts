import { createHmac } from 'node:crypto';
import type { Channel } from '@trellis/records/server';
import type { Net } from '../net.ts';
import { groupText, type Meaning, robotSecret, robotUrl, sendToRobot } from '../robot.ts';

/** The documentation names 20,000 bytes for the whole message. */
const MOST_BYTES = 4_000;

/** A robot in a group of DingTalk (https://open.dingtalk.com/document/robots/custom-robot-access). */
export const dingtalk = (net: Net): Channel => ({
  fields: [
    robotUrl('https://oapi.dingtalk.com/robot/send?access_token=…', {
      zh: '在钉钉群里添加「自定义机器人」后复制。20 条/分钟以内。',
      en: 'Add a custom robot to the group in DingTalk and copy its address. It takes 20 messages a minute.',
    }),
    robotSecret({
      label: { zh: '加签密钥', en: 'Signing secret' },
      placeholder: 'SEC…',
      help: {
        zh: '安全设置选「加签」时填写；选「自定义关键词」时关键词填「通知」。',
        en: 'For robots that check signatures. Of those with keywords one must be 通知.',
      },
    }),
  ],
  address: (_, locale) => (locale === 'zh' ? '钉钉群' : 'DingTalk group'),
  send: (message, { url, secret }) => {
    const target = new URL(String(url));
    if (secret !== undefined) {
      const timestamp = String(Date.now());
      target.searchParams.set('timestamp', timestamp);
      target.searchParams.set('sign', signature(timestamp, String(secret)));
    }
    const body = {
      msgtype: 'text',
      text: { content: groupText(message, MOST_BYTES) },
      at: { atMobiles: message.to.phone ? [message.to.phone] : [], isAtAll: false },
    };
    return sendToRobot(net, target.href, body, { number: 'errcode', words: 'errmsg' }, meaning);
  },
});

/** The key is the secret, what it signs begins with the time in milliseconds. */
const signature = (timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');

const meaning: Meaning = ({ code, text }) => {
  if (code === 310000) {
    // One code for all that the robot's security settings stop.
    if (/keyword|关键词/i.test(text)) return { code: 'delivery_keyword', again: false };
    if (/whitelist|\bip\b/i.test(text)) return { code: 'delivery_ip', again: false };
    return { code: 'delivery_bad_sign', again: false };
  }
  if ([300001, 300005, 400013, 400101, 400102].includes(code))
    return { code: 'delivery_bad_key', again: false };
  if ([-1, 130101, 410100].includes(code)) return { code: 'delivery_busy', again: true };
  return undefined;
};
