import { createHmac } from 'node:crypto';
import type { Channel } from '@trellis/records/server';
import type { Net } from '../net.ts';
import { groupText, type Meaning, robotSecret, robotUrl, sendToRobot } from '../robot.ts';

/** The documentation names 20 KB for the whole message. */
const MOST_BYTES = 4_000;

/** A robot in a group of Feishu (https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot). */
export const feishu = (net: Net): Channel => ({
  fields: [
    robotUrl('https://open.feishu.cn/open-apis/bot/v2/hook/…', {
      zh: '在飞书群里添加「自定义机器人」后复制。100 条/分钟以内。',
      en: 'Add a custom bot to the group in Feishu and copy its address. It takes 100 messages a minute.',
    }),
    robotSecret({
      label: { zh: '签名校验密钥', en: 'Signing secret' },
      help: {
        zh: '安全设置选「签名校验」时填写；选「自定义关键词」时关键词填「通知」。',
        en: 'For bots that check signatures. Of those with keywords one must be 通知.',
      },
    }),
  ],
  address: (_, locale) => (locale === 'zh' ? '飞书群' : 'Feishu group'),
  send: (message, { url, secret }) => {
    const content = { msg_type: 'text', content: { text: groupText(message, MOST_BYTES) } };
    const body = secret === undefined ? content : { ...signature(String(secret)), ...content };
    return sendToRobot(net, String(url), body, { number: 'code', words: 'msg' }, meaning);
  },
});

/** Unlike elsewhere time (in seconds) and secret are the key, and nothing is signed with it. */
function signature(secret: string): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}

const MEANINGS: Readonly<Record<number, { readonly code: string; readonly again: boolean }>> = {
  19001: { code: 'delivery_bad_key', again: false },
  19021: { code: 'delivery_bad_sign', again: false },
  19022: { code: 'delivery_ip', again: false },
  19024: { code: 'delivery_keyword', again: false },
  11232: { code: 'delivery_busy', again: true },
};
const meaning: Meaning = ({ code }) => MEANINGS[code];
