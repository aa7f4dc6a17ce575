import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openChannels } from '../registry.ts';
import { MESSAGE } from '../testing/other-side.ts';

/** A real SMTP server that keeps what it gets. */
let server: SMTPServer;
let config: Record<string, string | number | boolean>;
const got: { from: string; to: string[]; text: string }[] = [];
let refuse: { readonly at: 'rcpt' | 'data'; readonly code: number } | undefined;

const refusal = (at: 'rcpt' | 'data') =>
  refuse?.at === at ? Object.assign(new Error('not today'), { responseCode: refuse.code }) : undefined;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'notice' && password === 'pass' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: (_address, _session, done) => done(refusal('rcpt')),
    onData: async (stream, { envelope }, done) => {
      let text = '';
      for await (const chunk of stream) text += chunk;
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      if (!refusal('data')) got.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
      done(refusal('data'));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  config = {
    ...{ host: '127.0.0.1', port, secure: false, user: 'notice', password: 'pass' },
    ...{ from: 'notice@example.com', fromName: '云岭通知' },
  };
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(() => {
  got.length = 0;
  refuse = undefined;
});

const channel = openChannels(['127.0.0.1'], 2_000).email;
const header = (name: string) => {
  const [head = ''] = got[0]?.text.split('\r\n\r\n') ?? [];
  return new RegExp(`^${name}: (.*)`, 'im').exec(head)?.[1];
};
/** The part without HTML, and the part with it. */
const parts = () => {
  const text = got[0]?.text ?? '';
  const [, plain = ''] = /base64\r\n\r\n([\w+/=\r\n]+)/.exec(text) ?? [];
  const html = text.slice(text.indexOf('text/html')).replace(/=\r\n/g, '');
  const bytes = html.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [Buffer.from(plain, 'base64').toString(), Buffer.from(bytes, 'latin1').toString()];
};

test('a letter with both texts, under the id of its delivery', async () => {
  expect(await channel.send(MESSAGE, config)).toEqual({ ok: true });
  expect(got).toMatchObject([{ from: 'notice@example.com', to: ['zhang@example.com'] }]);
  expect(header('Message-ID')).toBe(`<${MESSAGE.id}@example.com>`);
  expect(header('Auto-Submitted')).toBe('auto-generated');
  expect(header('Content-Type')).toContain('multipart/alternative');
  expect(header('Subject')).toMatch(/^=\?UTF-8\?/);
  const [plain, html] = parts();
  expect(plain).toContain(`明天上午 <10 点> 到\n\n${MESSAGE.url}`);
  expect(html).toContain('明天上午 &lt;10 点&gt; 到');
  expect(html).toContain(`href="${MESSAGE.url}"`);
});

test('nobody gets letters for who has no address', () => {
  const nobody = { ...MESSAGE, to: { ...MESSAGE.to, email: null } };
  expect([channel.address(MESSAGE, 'zh'), channel.address(nobody, 'zh')]).toEqual([
    'zhang@example.com',
    undefined,
  ]);
});

test('a name or subject with a line break adds no header', async () => {
  const title = 'a\r\nBcc: evil@example.com';
  const to = { ...MESSAGE.to, name: 'x\r\nBcc: evil@example.com' };
  await channel.send({ ...MESSAGE, title, to }, { ...config, fromName: 'y\r\nBcc: evil@example.com' });
  expect(got[0]?.to).toEqual(['zhang@example.com']);
  expect(header('Bcc')).toBeUndefined();
});

test.each([
  ['rcpt', 550, 'delivery_server', false],
  ['rcpt', 450, 'delivery_server', true],
  ['data', 552, 'delivery_server', false],
  ['data', 451, 'delivery_server', true],
] as const)('refused at %s by %i', async (at, code, issue, again) => {
  refuse = { at, code };
  const sent = await channel.send(MESSAGE, config);
  expect(sent).toMatchObject({
    ok: false,
    again,
    issue: { code: issue, params: { detail: `${code} not today` } },
  });
});

test('a wrong password is told, and not tried again', async () => {
  const sent = await channel.send(MESSAGE, { ...config, password: 'wrong' });
  expect(sent).toMatchObject({ ok: false, again: false, issue: { code: 'delivery_auth' } });
});

test('a server that speaks no TLS, none at all, or one of the own network', async () => {
  const code = async (change: object, with_ = channel) => {
    const sent = await with_.send(MESSAGE, { ...config, ...change });
    return sent.ok ? 'ok' : [sent.issue.code, sent.again];
  };
  expect(await code({ secure: true })).toEqual(['delivery_tls', true]);
  expect(await code({ port: 1 })).toEqual(['delivery_unreachable', true]);
  expect(await code({ host: 'nowhere.invalid' })).toEqual(['delivery_unreachable', true]);
  const closed = openChannels([]).email;
  expect(await code({}, closed)).toEqual(['delivery_closed_address', true]);
  expect(await code({ host: 'localhost' }, closed)).toEqual(['delivery_closed_address', true]);
});
