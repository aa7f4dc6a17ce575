import { createHmac } from 'node:crypto';
import type { Channel } from '@trellis/records/server';
import { isPassing, type Net, post, refused } from '../net.ts';

/**
 * Posts each message as JSON to an address. With a secret it is signed: `X-Trellis-Signature` is "sha256=" and the
 * HMAC-SHA256, in hex, of `X-Trellis-Timestamp` (seconds), a dot and the body. `X-Trellis-Delivery` is the same for a
 * message that comes again.
 */
export const webhook = (net: Net): Channel => ({
  fields: [
    {
      key: 'url',
      label: { zh: '接收地址', en: 'Address' },
      placeholder: 'https://example.com/hooks/trellis',
      help: {
        zh: '每条消息以 JSON 发到这个地址，返回 2xx 算成功。',
        en: 'Each message goes there as JSON; an answer of 2xx means that it arrived.',
      },
      required: true,
      // Many receivers have their key in it.
      secret: true,
      schema: { type: 'string', format: 'url', pattern: '^https?://', maxLength: 1_000 },
    },
    {
      key: 'secret',
      label: { zh: '签名密钥', en: 'Signing secret' },
      help: {
        zh: '填写后请求头带 X-Trellis-Signature：时间戳、“.”和正文的 HMAC-SHA256。',
        en: 'Requests then have X-Trellis-Signature: HMAC-SHA256 of the timestamp, “.” and the body.',
      },
      secret: true,
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    },
  ],
  address: () => 'Webhook',
  async send({ id, kind, at, title, body, url, to, workspace }, config) {
    const text = JSON.stringify({
      id,
      kind,
      at,
      title,
      body,
      url,
      workspace,
      to: { id: to.id, name: to.name },
    });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const answer = await post(net, String(config.url), text, {
      'x-trellis-delivery': id,
      'x-trellis-timestamp': timestamp,
      ...(config.secret === undefined
        ? {}
        : { 'x-trellis-signature': `sha256=${signature(String(config.secret), timestamp, text)}` }),
    });
    if (!answer.ok) return refused(answer.issues[0]?.code ?? 'delivery_unreachable', true);
    const { status } = answer.value;
    return status >= 200 && status <= 299
      ? { ok: true }
      : refused('delivery_status', isPassing(status), { status });
  },
});

const signature = (secret: string, timestamp: string, text: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
