import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openChannels } from './registry.ts';
import { groupText } from './robot.ts';
import { MESSAGE, type OtherSide, openOtherSide } from './testing/other-side.ts';

let side: OtherSide;
let channels: ReturnType<typeof openChannels>;
beforeAll(async () => {
  side = await openOtherSide();
  channels = openChannels([side.host], 1_000);
});
afterAll(() => side.close());
beforeEach(() => {
  side.got.length = 0;
});

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
const CONTENT = `【通知】@张三 ${MESSAGE.title}\n${MESSAGE.body}\n${MESSAGE.url}`;
const got = () => ({ ...side.got[0], body: JSON.parse(side.got[0]?.text ?? 'null') });

describe('WeCom', () => {
  const send = () => channels.wecom.send(MESSAGE, { url: `http://${side.host}/cgi-bin/webhook/send?key=k` });

  test('a text that mentions by phone', async () => {
    side.answer = { body: { errcode: 0, errmsg: 'ok' } };
    expect(await send()).toEqual({ ok: true });
    expect(got().url?.searchParams.get('key')).toBe('k');
    expect(got().body).toEqual({
      msgtype: 'text',
      text: { content: CONTENT, mentioned_mobile_list: ['13800138000'] },
    });
  });

  test.each([
    [93000, 'invalid webhook url', 'delivery_bad_key', false],
    [45009, 'api freq out of limit', 'delivery_busy', true],
    [40058, 'invalid Request Parameter', 'delivery_refused', false],
  ])('%i %s', async (errcode, errmsg, code, again) => {
    side.answer = { body: { errcode, errmsg } };
    expect(await send()).toMatchObject({ ok: false, again, issue: { code, params: { code: errcode } } });
  });
});

describe('DingTalk', () => {
  const url = () => `http://${side.host}/robot/send?access_token=t`;

  test('signed in the address: milliseconds and secret, by the secret', async () => {
    side.answer = { body: { errcode: 0, errmsg: 'ok' } };
    expect(await channels.dingtalk.send(MESSAGE, { url: url(), secret: 'SEC1' })).toEqual({ ok: true });
    const { searchParams } = got().url ?? new URL('http://x');
    const timestamp = searchParams.get('timestamp') ?? '';
    expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
    expect(searchParams.get('access_token')).toBe('t');
    expect(searchParams.get('sign')).toBe(hmac('SEC1', `${timestamp}\nSEC1`));
    expect(got().body).toEqual({
      msgtype: 'text',
      text: { content: CONTENT },
      at: { atMobiles: ['13800138000'], isAtAll: false },
    });
  });

  test('without a secret there is no signature', async () => {
    await channels.dingtalk.send(MESSAGE, { url: url() });
    expect(got().url?.searchParams.has('sign')).toBe(false);
  });

  test.each([
    [310000, 'sign not match, more: [https://ding-doc.dingtalk.com]', 'delivery_bad_sign', false],
    [310000, 'description:关键词不匹配;solution:请联系群管理员', 'delivery_keyword', false],
    [310000, 'keywords not in content', 'delivery_keyword', false],
    [310000, 'ip 1.2.3.4 not in whitelist', 'delivery_ip', false],
    [300001, 'token is not exist', 'delivery_bad_key', false],
    [130101, 'send too fast, exceed 20 times per minute', 'delivery_busy', true],
  ])('%i %s', async (errcode, errmsg, code, again) => {
    side.answer = { body: { errcode, errmsg } };
    expect(await channels.dingtalk.send(MESSAGE, { url: url() })).toMatchObject({ again, issue: { code } });
  });
});

describe('Feishu', () => {
  const url = () => `http://${side.host}/open-apis/bot/v2/hook/x`;

  test('signed in the body: seconds and secret are the key, nothing is the text', async () => {
    side.answer = { body: { code: 0, msg: 'success', data: {} } };
    expect(await channels.feishu.send(MESSAGE, { url: url(), secret: 's1' })).toEqual({ ok: true });
    const { timestamp, sign, ...rest } = got().body;
    expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(60);
    expect(sign).toBe(hmac(`${timestamp}\ns1`, ''));
    expect(rest).toEqual({ msg_type: 'text', content: { text: CONTENT } });
  });

  test.each([
    [200, 19001, 'param invalid: incoming webhook access token invalid', 'delivery_bad_key', false],
    [
      200,
      19021,
      'sign match fail or timestamp is not within one hour from current time',
      'delivery_bad_sign',
      false,
    ],
    [200, 19022, 'Ip Not Allowed', 'delivery_ip', false],
    [200, 19024, 'Key Words Not Found', 'delivery_keyword', false],
    [400, 11232, 'frequency limited psm', 'delivery_busy', true],
    [400, 9499, 'Bad Request', 'delivery_refused', false],
  ])('%i %i %s', async (status, answered, msg, code, again) => {
    side.answer = { status, body: { code: answered, msg, data: {} } };
    expect(await channels.feishu.send(MESSAGE, { url: url() })).toMatchObject({ again, issue: { code } });
  });
});

describe('whatever answers', () => {
  test.each([
    [502, '<html>', 'delivery_status', true],
    [404, 'not here', 'delivery_status', false],
    [200, '<html>', 'delivery_answer', false],
    [200, '[]', 'delivery_answer', false],
    [200, 'null', 'delivery_answer', false],
    [200, 'x'.repeat(100_000), 'delivery_answer', true],
  ])('%i %.10s is told as what it is', async (status, body, code, again) => {
    side.answer = { status, body };
    const url = `http://${side.host}/`;
    expect(await channels.wecom.send(MESSAGE, { url })).toMatchObject({ ok: false, again, issue: { code } });
  });

  test('the own network stays closed where it is not opened', async () => {
    const url = `http://${side.host}/`;
    expect(await openChannels([]).wecom.send(MESSAGE, { url })).toMatchObject({
      issue: { code: 'delivery_closed_address' },
    });
    expect(side.got).toEqual([]);
  });
});

test('a long text is cut at whole characters, and the address stays', () => {
  const text = groupText({ ...MESSAGE, body: '长😀'.repeat(2_000) }, 2_048);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
  expect(Buffer.byteLength(text)).toBeGreaterThan(2_030);
  expect(text).toMatch(new RegExp(`(长|😀)…\\n${MESSAGE.url.replace('?', '\\?')}$`, 'u'));
});
