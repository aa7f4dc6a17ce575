import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AppBundle, Manifest } from '@trellis/metadata';
import { crm } from '../../definitions/testing/documents.ts';

/** A folder of templates on disk. */
export interface TemplateFolder {
  readonly dir: string;
  /** Writes a template, replacing what it had. */
  write(name: string, parts: { manifest?: Partial<Manifest>; bundle?: AppBundle; sample?: object }): void;
  /** Writes one file as it is. */
  put(file: string, text: string): void;
  remove(): void;
}

export const SAMPLE = {
  members: [
    { key: 'chen', name: '陈宇航', role: 'sales' },
    { key: 'lin', name: '林晓岚' },
  ],
  // Before the form it refers to, in file order as in reading order.
  deal: [
    {
      $id: 'd1',
      title: '仓储升级',
      customer: { $ref: 'customer/qiming' },
      stage: 'open',
      amount: '581000',
      closes: { $today: 30 },
      _owner: { $member: '陈宇航' },
      _created_at: { $now: '-12d3h' },
    },
  ],
  customer: [{ $id: 'qiming', name: '深圳启明', tags: ['a'], owner2: { $member: 'lin' } }],
};

export const salesApp = (): AppBundle => ({
  ...crm(),
  roles: {
    sales: {
      vocabulary: 1,
      label: { zh: '销售', en: 'Sales' },
      forms: { customer: { actions: ['view', 'create'] }, deal: { actions: ['view', 'create', 'edit'] } },
    },
  },
});

export function templateFolder(): TemplateFolder {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-templates-'));
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  };
  return {
    dir,
    put,
    write: (name, { manifest, bundle = salesApp(), sample = SAMPLE }) => {
      rmSync(path.join(dir, name), { recursive: true, force: true });
      const { app, ...parts } = bundle;
      const full: Manifest = {
        vocabulary: 1,
        key: 'sales_crm',
        version: '1.0.0',
        platform: '>=0.1.0',
        locales: ['zh'],
        app,
        ...manifest,
      };
      put(`${name}/manifest.json`, JSON.stringify(full));
      for (const [part, documents] of Object.entries({ ...parts, sample }))
        for (const [key, document] of Object.entries(documents))
          put(`${name}/${part}/${key}.json`, JSON.stringify(document));
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
