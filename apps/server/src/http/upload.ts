import { AppError } from '@trellis/metadata';
import type { FastifyRequest } from 'fastify';

/** What the parts around a file may add to a request's length. */
const ENVELOPE_BYTES = 64 * 1024;

/** The one file of a form upload, as a stream. Errors: file_too_large, unsupported_media_type, validation_failed. */
export async function uploadedFile(request: FastifyRequest, maxBytes: number) {
  // Told by its own words: refused before a byte of it is read. One that lies is cut by the limit below.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + ENVELOPE_BYTES) {
    throw new AppError('file_too_large');
  }
  // One byte more than allowed lets through, so that the engine can tell "too large" from "just right".
  const file = await request.file({ limits: { fileSize: maxBytes + 1 }, throwFileSizeLimit: false });
  if (!file) throw new AppError('validation_failed', { issues: [{ path: ['file'], code: 'required' }] });
  return file;
}

/**
 * Runs what reads an upload. When it fails, what is still coming is read and dropped: left alone, the connection would
 * stay paused and never close; cut, the browser would show a broken connection instead of our answer.
 */
export async function whileReading<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    request.raw.unpipe();
    request.raw.resume();
    throw error;
  }
}
