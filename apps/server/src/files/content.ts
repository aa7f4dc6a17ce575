import { AppError } from '@trellis/metadata';
import type { FileContent } from '@trellis/records/server';
import type { FastifyReply } from 'fastify';
import { dispositionOf } from '../http/file.ts';

/** Nothing that came from a person runs or loads anything, whatever it says it is. */
const SANDBOX =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
/** Browsers show no PDF in a sandbox; their viewers run what is in it apart from the page. */
const PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Sends the content of a file: pictures and PDF to look at, everything else to save. */
export function sendContent(
  reply: FastifyReply,
  file: FileContent | undefined,
  { save, seconds }: { readonly save: boolean; readonly seconds: number },
): FastifyReply {
  if (!file) throw new AppError('not_found');
  const shown = !save && file.shown;
  return reply
    .type(shown ? file.mime : 'application/octet-stream')
    .headers({
      'content-disposition': dispositionOf(file.name, shown ? 'inline' : 'attachment'),
      'content-security-policy': file.mime === 'application/pdf' && shown ? PDF : SANDBOX,
      'cache-control': `private, max-age=${Math.max(0, Math.floor(seconds))}, immutable`,
      ...(file.size === undefined ? {} : { 'content-length': String(file.size) }),
    })
    .send(file.content);
}
