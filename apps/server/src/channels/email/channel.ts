import { isIP } from 'node:net';
import type { Channel, ChannelConfig, OutgoingMessage, Sent } from '@trellis/records/server';
import { createTransport } from 'nodemailer';
import { detail, type Net, refused } from '../net.ts';
import { letterOf } from './letter.ts';
import { resolveHost } from './resolve.ts';

/** E-mail by SMTP. */
export const email = (net: Net): Channel => ({
  fields: [
    {
      key: 'host',
      label: { zh: 'SMTP 服务器', en: 'SMTP server' },
      placeholder: 'smtp.example.com',
      required: true,
      schema: { type: 'string', pattern: '^[A-Za-z0-9.:\\[\\]_-]+$', maxLength: 253 },
    },
    {
      key: 'port',
      label: { zh: '端口', en: 'Port' },
      placeholder: '465',
      required: true,
      schema: { type: 'integer', minimum: 1, maximum: 65_535 },
    },
    {
      key: 'secure',
      label: {
        zh: '全程加密（SSL，通常是 465 端口）',
        en: 'Encrypted from the start (SSL, mostly port 465)',
      },
      help: {
        zh: '关闭时由服务器决定是否改用加密（STARTTLS，通常是 587 端口）。',
        en: 'Otherwise the server may ask for it (STARTTLS, mostly port 587).',
      },
      schema: { type: 'boolean' },
    },
    {
      key: 'user',
      label: { zh: '账号', en: 'User' },
      placeholder: 'notice@example.com',
      schema: { type: 'string', maxLength: 254 },
    },
    {
      key: 'password',
      label: { zh: '密码或授权码', en: 'Password' },
      help: {
        zh: 'QQ、163 等邮箱请填「授权码」。',
        en: 'Some providers ask for an app password here.',
      },
      secret: true,
      schema: { type: 'string', maxLength: 500 },
    },
    {
      key: 'from',
      label: { zh: '发件邮箱', en: 'From' },
      placeholder: 'notice@example.com',
      required: true,
      schema: { type: 'string', format: 'email', maxLength: 254 },
    },
    {
      key: 'fromName',
      label: { zh: '发件人名称', en: 'Name of the sender' },
      schema: { type: 'string', maxLength: 100 },
    },
  ],
  address: ({ to }) => to.email ?? undefined,
  send: (message, config) => send(net, message, config),
});

async function send(net: Net, message: OutgoingMessage, config: ChannelConfig): Promise<Sent> {
  const { host = '', port = 0, secure, user, password, from = '', fromName } = config;
  const found = await resolveHost(String(host), Number(port), net.allowed);
  if (!found.ok) return refused(found.issues[0]?.code ?? 'delivery_unreachable', true);
  const transport = createTransport({
    // The address that was looked at, so that the name can't mean another one by now.
    host: found.value,
    port: Number(port),
    secure: secure === true,
    ...(isIP(String(host)) ? {} : { tls: { servername: String(host) } }),
    ...(user === undefined ? {} : { auth: { user: String(user), pass: String(password ?? '') } }),
    connectionTimeout: net.timeout,
    greetingTimeout: net.timeout,
    socketTimeout: net.timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...letterOf(message),
      from: { name: String(fromName ?? message.workspace.name), address: String(from) },
      to: { name: message.to.name, address: message.to.email ?? '' },
      // The same at each try: most mail programs show it once.
      messageId: `<${message.id}@${String(from).split('@')[1] ?? 'trellis'}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { ok: true };
  } catch (error) {
    return meaning(error as { code?: string; response?: string; responseCode?: number; message?: string });
  } finally {
    transport.close();
  }
}

/** A code of 400 to 499 is "not now" in SMTP, one of 500 and more "not so". */
function meaning(error: { code?: string; response?: string; responseCode?: number; message?: string }): Sent {
  const { code = '', response = '', responseCode = 0 } = error;
  const again = responseCode < 500;
  const words = { detail: detail(response || error.message || code) };
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return refused('delivery_auth', responseCode >= 400 && again, words);
  if (code === 'ETLS' || /ssl|tls|certificate/i.test(words.detail)) return refused('delivery_tls', true);
  if (code === 'ETIMEDOUT') return refused('delivery_timeout', true);
  if (responseCode > 0) return refused('delivery_server', again, words);
  if (code === 'EENVELOPE') return refused('delivery_server', false, words);
  return refused('delivery_unreachable', true);
}
