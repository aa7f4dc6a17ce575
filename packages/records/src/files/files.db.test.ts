import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '@trellis/metadata';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  createRecord,
  deleteDraft,
  deleteRecord,
  getRecord,
  publishBundle,
  queryRecords,
  recordHistory,
  restoreRecord,
  saveRecordDraft,
  uninstallApp,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import { type Files, openFiles } from './files.ts';
import { type BlobStore, blobKey, thumbKey } from './store.ts';

const FORM = 'crm:case';

/** The simplest store that keeps the promises of the interface. */
function folderStore(dir: string): BlobStore {
  const at = (key: string) => path.join(dir, key.replace('/', '_'));
  return {
    async put(key, file) {
      await mkdir(dir, { recursive: true });
      await copyFile(file, at(key));
    },
    has: async (key) => existsSync(at(key)),
    open: async (key) => (existsSync(at(key)) ? createReadStream(at(key)) : undefined),
    remove: (key) => rm(at(key), { force: true }),
  };
}

const PNG = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0a7' } })
  .png()
  .toBuffer();
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { issues?: { code: string; path: unknown[] }[]; code?: string }) =>
      error.issues?.map(({ code: of, path: at }) => `${at.join('.')} ${of}`).join() || error.code,
  );

describe('files of records', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let dir: string;
  let store: BlobStore;
  let files: Files;
  const upload = (who: Ctx, name: string, content: Buffer | string) =>
    files.upload(who, { name, content: Readable.from([Buffer.from(content)]) });
  const age = (id: string, hours: number) =>
    at.pool.query(
      `update "${ctx.catalog.workspace.schema}".file set created_at = now() - $2 * interval '1 hour' where id = $1`,
      [id, hours],
    );

  beforeAll(async () => {
    at = await openTestWorkspace(18);
    await publishBundle(
      await at.ctx(),
      'crm',
      bundle(
        {
          case: form(
            {
              title: field('text'),
              papers: field('file', { maxCount: 2, maxSize: 1, extensions: ['pdf', 'txt'] }),
              photos: field('image', { maxCount: 3, maxSize: 5, cameraOnly: false }),
              secret: field('file'),
              notes: field('rich_text', {}, { searchable: true }),
              steps: field('subform', {
                form: {
                  properties: {
                    what: field('text'),
                    scan: field('file', { maxCount: 2, maxSize: 1, extensions: ['pdf', 'txt'] }),
                    hidden: field('image'),
                  },
                  required: [],
                } as never,
              }),
            },
            { required: ['title'] },
          ),
        },
        {
          roles: {
            seller: role({
              case: {
                actions: ['view', 'create', 'edit'],
                rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
                hidden: ['secret', 'steps.hidden'],
              },
            }),
          },
        },
      ),
    );
    ctx = await at.ctx();
    dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-files-'));
    store = folderStore(path.join(dir, 'store'));
    files = openFiles({ pool: at.pool, store, dir: path.join(dir, 'arriving'), log: ctx.log });
  });
  afterAll(async () => {
    await at.close();
    rmSync(dir, { recursive: true, force: true });
  });

  test('what a file is, its content says', async () => {
    expect(await upload(ctx, 'C:\\tmp\\合同.pdf', '%PDF-1.7\n%âãÏÓ\n')).toMatchObject({
      name: '合同.pdf',
      mime: 'application/pdf',
    });
    expect((await upload(ctx, 'photo.jpg', PNG)).mime).toBe('image/png');
    expect((await upload(ctx, 'x.png', '<svg xmlns="a"><script/></svg>')).mime).toBe('image/svg+xml');
    expect((await upload(ctx, 'x.txt', '<!DOCTYPE html><p>')).mime).toBe('text/html');
    expect((await upload(ctx, 'x.csv', 'a,b\n1,2')).mime).toBe('text/csv');
    expect((await upload(ctx, 'x.txt', 'ab\0cd')).mime).toBe('application/octet-stream');
    expect(await code(upload(ctx, 'x.txt', ''))).toBe('file file_empty');
  });

  test('a save takes its files, with what the server knows of them', async () => {
    const paper = await upload(ctx, '说明.txt', '一二三');
    const photo = await upload(ctx, '现场.png', PNG);
    const record = await createRecord(ctx, FORM, {
      values: {
        title: '一',
        papers: [{ ...paper, name: 'evil.html', size: 1, mime: 'text/html' }],
        photos: [photo.id],
      },
    });
    expect(record.values).toMatchObject({ papers: [paper], photos: [photo] });
    expect((await getRecord(ctx, FORM, record.id)).values).toMatchObject({
      papers: [paper],
      photos: [photo],
    });
    // The same value again changes nothing; another record can't have it.
    const same = await updateRecord(ctx, FORM, record.id, { set: { papers: [paper] } });
    expect(same.version).toBe(record.version);
    expect(await code(createRecord(ctx, FORM, { values: { title: '二', papers: [paper] } }))).toBe(
      'values.papers.0 file_gone',
    );
    // Nor another field of the same record.
    expect(await code(updateRecord(ctx, FORM, record.id, { set: { secret: [paper] } }))).toBe(
      'set.secret.0 file_gone',
    );
    // It may go and come back, as an undo does.
    await updateRecord(ctx, FORM, record.id, { set: { papers: null } });
    const back = await updateRecord(ctx, FORM, record.id, { set: { papers: [paper.id] } });
    expect(back.values.papers).toEqual([paper]);
    // Emptiness is what a filter asks of files.
    const { total } = await queryRecords(ctx, FORM, {
      filter: { not_empty: [{ var: 'papers' }] },
      total: 'exact',
    });
    expect(total?.value).toBe(1);
  });

  test('the limits of a field hold for what the content is', async () => {
    const program = await upload(ctx, 'setup.pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(600)]));
    const page = await upload(ctx, 'note.html', '<html>');
    const large = await upload(ctx, 'a.txt', Buffer.alloc(1024 * 1024 + 1, 65));
    const drawing = await upload(ctx, 'x.png', '<svg xmlns="a"/>');
    const three = await Promise.all(['a', 'b', 'c'].map((name) => upload(ctx, `${name}.txt`, name)));
    const create = (values: object) => code(createRecord(ctx, FORM, { values: { title: '界', ...values } }));
    expect(await create({ papers: [page] })).toBe('values.papers.0 file_extension');
    expect(await create({ papers: [large] })).toBe('values.papers.0 file_too_big');
    expect(await create({ photos: [drawing] })).toBe('values.photos.0 file_kind');
    expect(await create({ papers: three })).toBe('values.papers too_many_items');
    expect(await create({ papers: [program] })).toBe('values.papers.0 file_disguised');
    expect(await create({ papers: ['01900000-0000-7000-8000-000000000000'] })).toBe(
      'values.papers.0 file_gone',
    );
    expect(await create({ papers: [{ id: 'pending:1', name: 'a' }] })).toBe('values.papers.0 file_uploading');
  });

  test('who may read a file is who may see its field of its record', async () => {
    const seller = as(ctx, await member(at, '01900000-0000-7000-8000-000000000401', '甲', 'seller'));
    const other = as(ctx, await member(at, '01900000-0000-7000-8000-000000000402', '乙', 'seller'));
    const [mine, hidden] = [await upload(seller, 'a.txt', 'a'), await upload(ctx, 'b.txt', 'b')];
    const may = async (who: Ctx, ...ids: string[]) =>
      (await files.readable(who, ids)).map(({ id }) => id).sort();
    // Before it is saved: whoever uploaded it, and nobody else's save can take it.
    expect(await may(seller, mine.id)).toEqual([mine.id]);
    expect(await may(ctx, mine.id)).toEqual([]);
    expect(await code(createRecord(ctx, FORM, { values: { title: '偷', papers: [mine] } }))).toBe(
      'values.papers.0 file_gone',
    );
    const record = await createRecord(seller, FORM, { values: { title: '三', papers: [mine] } });
    await updateRecord(ctx, FORM, record.id, { set: { secret: [hidden] } });
    expect(await may(seller, mine.id, hidden.id)).toEqual([mine.id]);
    expect(await may(other, mine.id, hidden.id)).toEqual([]);
    expect(await may(ctx, mine.id, hidden.id)).toEqual([mine.id, hidden.id].sort());
    // A hidden field's file can't be drawn into a visible one.
    expect(await code(updateRecord(seller, FORM, record.id, { set: { papers: [hidden] } }))).toBe(
      'set.papers.0 file_gone',
    );
    // What the field no longer shows is history, not content.
    await updateRecord(seller, FORM, record.id, { set: { papers: null } });
    expect(await may(seller, mine.id)).toEqual([]);
  });

  test('columns of rows hold files too, under the same rules', async () => {
    const seller = as(ctx, await member(at, newId(), '行', 'seller'));
    const [scan, picture, wrong] = [
      await upload(seller, 'a.txt', 'inhalt'),
      await upload(ctx, 'p.png', PNG),
      await upload(seller, 'p.png', PNG),
    ];
    const create = (who: Ctx, steps: unknown) =>
      createRecord(who, 'crm:case', { values: { title: '行', steps } });
    expect(await code(create(seller, [{ what: 'x' }, { scan: [{ id: wrong.id }] }]))).toMatch(
      /^values\.steps\.1\.scan\.0 file_/,
    );
    expect(await code(create(seller, [{ scan: [{ id: picture.id }] }]))).toBe(
      'values.steps.0.scan.0 file_gone',
    );
    const made = await create(seller, [{ what: 'x', scan: [{ id: scan.id }] }]);
    const [row] = made.values.steps as [{ _id: string }];
    expect(row).toMatchObject({ scan: [{ id: scan.id, name: 'a.txt', size: 6, mime: 'text/plain' }] });
    expect(await code(create(seller, [{ scan: [{ id: scan.id }] }]))).toBe('values.steps.0.scan.0 file_gone');
    // A copy of the row brings the file along; a change of one row takes another.
    const later = await upload(ctx, 'b.png', PNG);
    const set = {
      steps: {
        upsert: [
          { what: 'copy', scan: [{ id: scan.id }] },
          { _id: row._id, hidden: [{ id: later.id }] },
        ],
        delete: [],
      },
    };
    const changed = await updateRecord(ctx, 'crm:case', made.id, { set });
    expect(changed.values.steps).toMatchObject([{ hidden: [{ id: later.id }] }, { scan: [{ id: scan.id }] }]);
    const readable = async (who: Ctx) => (await files.readable(who, [scan.id, later.id])).map(({ id }) => id);
    expect((await readable(ctx)).sort()).toEqual([scan.id, later.id].sort());
    expect(await readable(seller)).toEqual([scan.id]);
    await updateRecord(ctx, 'crm:case', made.id, { set: { steps: null } });
    expect(await readable(ctx)).toEqual([]);
    const { changes } = await recordHistory(ctx, 'crm:case', made.id);
    expect(JSON.stringify(changes)).toContain('a.txt');
  });

  test('rich text is cleaned, finds its words, and takes its pictures', async () => {
    const picture = await upload(ctx, '图.png', PNG);
    const record = await createRecord(ctx, FORM, {
      values: {
        title: '四',
        notes: {
          html: `<p onclick=x>产线<b>节拍</b>四十五秒</p><script>x</script><img data-file="${picture.id}">`,
          text: 'a lie',
        },
      },
    });
    expect(record.values.notes).toEqual({
      html: `<p>产线<strong>节拍</strong>四十五秒</p><img data-file="${picture.id}">`,
      text: '产线节拍四十五秒',
    });
    expect((await files.readable(ctx, [picture.id])).map(({ hasThumb }) => hasThumb)).toEqual([true]);
    const found = await queryRecords(ctx, FORM, { search: '节拍四十' });
    expect(found.records.map(({ id }) => id)).toEqual([record.id]);
    expect((await queryRecords(ctx, FORM, { search: 'strong' })).records).toEqual([]);
    const paper = await upload(ctx, 'a.txt', 'a');
    expect(
      await code(
        updateRecord(ctx, FORM, record.id, { set: { notes: `<p>x</p><img data-file="${paper.id}">` } }),
      ),
    ).toBe('set.notes.0 file_kind');
  });

  test('many records take their files in one write, all or nothing', async () => {
    const [a, b] = [await upload(ctx, 'a.txt', 'aa'), await upload(ctx, 'b.txt', 'bb')];
    expect(
      await code(
        bulkCreate(ctx, FORM, [
          { values: { title: '甲', papers: [a] } },
          { values: { title: '乙', papers: [a] } },
        ]),
      ),
    ).toContain('file_gone');
    const { ids } = await bulkCreate(ctx, FORM, [
      { values: { title: '甲', papers: [a] } },
      { values: { title: '乙', papers: [b.id] } },
    ]);
    expect((await getRecord(ctx, FORM, ids[1] ?? '')).values.papers).toEqual([b]);
    expect(await code(createRecord(ctx, FORM, { values: { title: '丙', papers: [b] } }))).toContain(
      'file_gone',
    );
  });

  test('what no record takes goes after a day; equal contents live as long as one of them', async () => {
    const workspace = ctx.catalog.workspace;
    const content = `only ${Math.random()}`;
    const key = blobKey(workspace.id, createHash('sha256').update(content).digest('hex'));
    const kept = await upload(ctx, 'kept.txt', content);
    const left = await upload(ctx, 'left.txt', content);
    const record = await createRecord(ctx, FORM, { values: { title: '五', papers: [kept] } });
    await age(left.id, 25);
    await age(kept.id, 25);
    await files.sweep([workspace]);
    expect(await files.content(workspace, left.id, 'file')).toBeUndefined();
    expect(await store.has(key)).toBe(true);
    // A deleted record may come back, with its files.
    await deleteRecord(ctx, FORM, record.id);
    await files.sweep([workspace]);
    expect(await files.readable(ctx, [kept.id])).toEqual([]);
    await restoreRecord(ctx, FORM, record.id);
    const read = await files.content(workspace, kept.id, 'file');
    expect((await buffer(read?.content ?? Readable.from([]))).toString()).toBe(content);
    // Too old to be taken, before the sweep may come for it.
    const late = await upload(ctx, 'late.txt', 'late');
    await age(late.id, 23.5);
    expect(await code(createRecord(ctx, FORM, { values: { title: '迟', papers: [late] } }))).toContain(
      'file_gone',
    );
  });

  test('a file in a draft waits as long as the draft, and a day more', async () => {
    const paper = await upload(ctx, 'draft.txt', `draft ${Math.random()}`);
    const draft = newId();
    const waits = async () => {
      await files.sweep([ctx.catalog.workspace]);
      return (await files.readable(ctx, [paper.id])).length === 1;
    };
    await saveRecordDraft(ctx, FORM, draft, { kept: false, values: { papers: [paper] } });
    await age(paper.id, 24 * 30);
    expect(await waits()).toBe(true);
    // It goes from one draft to another.
    const second = newId();
    await saveRecordDraft(ctx, FORM, second, { kept: true, values: { papers: [paper] } });
    await deleteDraft(ctx, draft);
    await age(paper.id, 24 * 30);
    expect(await waits()).toBe(true);
    expect(await code(createRecord(ctx, FORM, { values: { title: '稿', papers: [paper] } }))).toBe('ok');
    const lost = await upload(ctx, 'lost.txt', `lost ${Math.random()}`);
    await saveRecordDraft(ctx, FORM, second, { kept: true, values: { papers: [lost] } });
    await age(lost.id, 24 * 30);
    await deleteDraft(ctx, second);
    await files.sweep([ctx.catalog.workspace]);
    expect(await files.readable(ctx, [lost.id])).toHaveLength(1);
    await age(lost.id, 25);
    await files.sweep([ctx.catalog.workspace]);
    expect(await files.readable(ctx, [lost.id])).toEqual([]);
  });

  test('pictures have a small copy, turned upright', async () => {
    const turned = await sharp(PNG).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const photo = await upload(ctx, 'p.jpg', turned);
    const small = await files.content(ctx.catalog.workspace, photo.id, 'thumb');
    const { width, height, format } = await sharp(
      await buffer(small?.content ?? Readable.from([])),
    ).metadata();
    expect({ width, height, format }).toEqual({ width: 213, height: 320, format: 'webp' });
    const broken = await upload(ctx, 'b.png', PNG.subarray(0, 200));
    expect(await files.content(ctx.catalog.workspace, broken.id, 'thumb')).toBeUndefined();
  });

  test('the files of an app go with it', async () => {
    const { id } = ctx.catalog.workspace;
    const content = `gone ${Math.random()}`;
    const hash = createHash('sha256').update(content).digest('hex');
    await createRecord(ctx, FORM, { values: { title: '六', papers: [await upload(ctx, 'g.txt', content)] } });
    await uninstallApp(ctx, 'crm');
    await files.sweep([ctx.catalog.workspace]);
    expect(await store.has(blobKey(id, hash))).toBe(false);
    expect(await store.has(thumbKey(id, hash))).toBe(false);
  });
});
