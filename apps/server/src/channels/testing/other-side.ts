import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OutgoingMessage } from '@trellis/records/server';

/** A request as the other side got it. */
interface Got {
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** A server of this computer that answers as it is told to. */
export interface OtherSide {
  readonly host: string;
  readonly got: Got[];
  /** What it answers to the next requests. */
  answer: { readonly status?: number; readonly body: unknown };
  close(): Promise<void>;
}

export async function openOtherSide(): Promise<OtherSide> {
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    side.got.push({ url: new URL(request.url ?? '', `http://${side.host}`), headers: request.headers, text });
    response.writeHead(side.answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(typeof side.answer.body === 'string' ? side.answer.body : JSON.stringify(side.answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const side: OtherSide = {
    host: `127.0.0.1:${port}`,
    got: [],
    answer: { body: {} },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return side;
}

export const MESSAGE: OutgoingMessage = {
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'mention',
  to: {
    id: '01900000-0000-7000-8000-000000000002',
    name: '张三',
    email: 'zhang@example.com',
    phone: '13800138000',
  },
  title: '李四 在「启明」的评论里提到了你',
  body: '明天上午 <10 点> 到',
  url: 'https://crm.example.com/w/yunling/a/crm/f/deal/1?tab=comments',
  at: '2026-03-02T01:00:00.000Z',
  locale: 'zh',
  workspace: { key: 'yunling', name: '云岭' },
};
