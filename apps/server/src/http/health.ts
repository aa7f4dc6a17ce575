import { AppError } from '@trellis/metadata';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';

/** 200 as long as the product is usable, which includes its database. Before that, front.ts answers 503. */
export function useHealth(app: FastifyInstance, { pool, version }: Services): void {
  app.get('/health', { logLevel: 'warn' }, async () => {
    try {
      await pool.query('select 1');
    } catch (cause) {
      throw new AppError('busy', { cause });
    }
    return { status: 'ok', version };
  });
}
