import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type Ctx, type ImportsOptions, openImports } from '../../server.ts';
import type { ImportBody } from '../job/body.ts';

type Mapping = ImportBody['mapping'];

/** Goes through imports as the wizard does, each step waited for. */
export function openWizard(ctx: Ctx, form: string, options: Partial<ImportsOptions> = {}) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-wizard-'));
  const imports = openImports({ pool: ctx.pool, dir, log: ctx.log, open: async () => ctx, ...options });
  const now = (): Ctx => ({ ...ctx, now: new Date().toISOString() });
  const settled = async (job: ImportBody): Promise<ImportBody> => {
    let current = job;
    while (current.state === 'previewing' || current.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      current = await imports.get(ctx, form, job.id);
    }
    return current;
  };
  const upload = (content: string | Buffer, name = '数据.csv') =>
    imports.upload(now(), form, { name, content: Readable.from([Buffer.from(content)]) });
  const check = async ({ id }: ImportBody, mapping: Mapping) =>
    settled(await imports.preview(now(), form, id, mapping));
  return {
    imports,
    upload,
    check,
    /** Uploads a file and checks it under its mapping, with changes. */
    async checked(content: string | Buffer, changes: Partial<Mapping> = {}) {
      const job = await upload(content);
      return check(job, { ...job.mapping, ...changes });
    },
    commit: async ({ id }: ImportBody, skipInvalid = false) =>
      settled(await imports.commit(now(), form, id, { skipInvalid })),
    async close() {
      await imports.stop();
      rmSync(dir, { recursive: true });
    },
  };
}
