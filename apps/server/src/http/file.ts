import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Sends a file for saving; its name may be in any script (RFC 6266). */
export function sendFile(
  reply: FastifyReply,
  file: { readonly name: string; readonly type: string; readonly content: Readable },
): FastifyReply {
  return reply
    .type(file.type)
    .header('content-disposition', dispositionOf(file.name, 'attachment'))
    .header('cache-control', 'no-store')
    .send(file.content);
}

/** How a browser shall treat a file, and what it is called. */
export function dispositionOf(file: string, how: 'inline' | 'attachment'): string {
  // By way of bytes, since half a character would be an error below.
  const name = Buffer.from(file).toString();
  const ascii = name.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
