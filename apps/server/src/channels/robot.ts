import type { ChannelField, OutgoingMessage, Sent } from '@trellis/records/server';
import { detail, isPassing, type Net, post, refused } from './net.ts';

/** Robots in groups answer 200 with a code of their own. */
interface RobotAnswer {
  readonly code: number;
  readonly text: string;
}

/** What a code means; `delivery_refused` with the robot's own words where it is not known. */
export type Meaning = (answer: RobotAnswer) => { readonly code: string; readonly again: boolean } | undefined;

/** Sends to a robot and reads its answer. */
export async function sendToRobot(
  net: Net,
  url: string,
  body: object,
  names: { readonly number: string; readonly words: string },
  meaning: Meaning,
): Promise<Sent> {
  const answer = await post(net, url, JSON.stringify(body));
  if (!answer.ok) return refused(answer.issues[0]?.code ?? 'delivery_unreachable', true);
  const { status, text } = answer.value;
  const read = parse(text);
  const code = read?.[names.number];
  if (typeof code !== 'number') {
    return status >= 200 && status <= 299
      ? refused('delivery_answer', false)
      : refused('delivery_status', isPassing(status), { status });
  }
  if (code === 0) return { ok: true };
  const words = detail(String(read?.[names.words] ?? ''));
  const known = meaning({ code, text: words }) ?? { code: 'delivery_refused', again: isPassing(status) };
  return refused(known.code, known.again, { code, detail: words });
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a group reads: for whom, what, where. It has the word 通知 in it, for robots that take only messages with a
 * keyword.
 * @param bytes at most, in UTF-8
 */
export function groupText(message: OutgoingMessage, bytes: number): string {
  const head = message.locale === 'zh' ? '【通知】' : '[通知 Notice] ';
  const foot = `\n${message.url}`;
  const text = `${head}@${message.to.name} ${message.title}${message.body ? `\n${message.body}` : ''}`;
  return `${cut(text, bytes - Buffer.byteLength(foot))}${foot}`;
}

/** As many whole characters as fit. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let size = Buffer.byteLength('…');
  let kept = '';
  for (const char of text) {
    size += Buffer.byteLength(char);
    if (size > bytes) break;
    kept += char;
  }
  return `${kept}…`;
}

/** The address that a robot is reached at holds its key, so it is a secret. */
export const robotUrl = (placeholder: string, help: ChannelField['help']): ChannelField => ({
  key: 'url',
  label: { zh: 'Webhook 地址', en: 'Webhook address' },
  placeholder,
  ...(help ? { help } : {}),
  required: true,
  secret: true,
  schema: { type: 'string', format: 'url', pattern: '^https?://', maxLength: 1_000 },
});

/** The secret that a robot's messages are signed with, where its group asks for that. */
export const robotSecret = (words: Pick<ChannelField, 'label' | 'placeholder' | 'help'>): ChannelField => ({
  ...words,
  key: 'secret',
  secret: true,
  schema: { type: 'string', maxLength: 200 },
});
