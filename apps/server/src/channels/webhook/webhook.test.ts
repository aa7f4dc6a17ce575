import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChannels } from '../registry.ts';
import { MESSAGE, type OtherSide, openOtherSide } from '../testing/other-side.ts';

let side: OtherSide;
let channels: ReturnType<typeof openChannels>;
beforeAll(async () => {
  side = await openOtherSide();
  channels = openChannels([side.host], 300);
});
afterAll(() => side.close());

test('a message is signed over its time and its text, and names its delivery', async () => {
  side.answer = { status: 204, body: '' };
  const config = { url: `http://${side.host}/hook`, secret: 'a long secret' };
  expect(await channels.webhook.send(MESSAGE, config)).toEqual({ ok: true });
  const [got] = side.got;
  const { at, body, id, kind, title, url, workspace } = MESSAGE;
  expect(JSON.parse(got?.text ?? '')).toEqual({
    ...{ at, body, id, kind, title, url, workspace },
    to: { id: MESSAGE.to.id, name: '张三' },
  });
  const time = String(got?.headers['x-trellis-timestamp']);
  const signature = createHmac('sha256', config.secret).update(`${time}.${got?.text}`).digest('hex');
  expect(got?.headers).toMatchObject({
    'x-trellis-delivery': id,
    'x-trellis-signature': `sha256=${signature}`,
    'content-type': 'application/json; charset=utf-8',
  });
});

test.each([
  [500, true],
  [429, true],
  [410, false],
  [302, false],
])('an answer of %i is tried again: %s', async (status, again) => {
  side.answer = { status, body: '' };
  const sent = await channels.webhook.send(MESSAGE, { url: `http://${side.host}/` });
  expect(sent).toMatchObject({ ok: false, again, issue: { code: 'delivery_status', params: { status } } });
});

test('nobody there', async () => {
  expect(await channels.webhook.send(MESSAGE, { url: 'http://nowhere.invalid/' })).toMatchObject({
    again: true,
    issue: { code: 'delivery_unreachable' },
  });
});
