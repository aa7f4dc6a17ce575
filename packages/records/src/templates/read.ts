import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type Issue, type Manifest } from '@trellis/metadata';
import { documentIssues, schemaIssues } from '@trellis/metadata/ajv';
import { membersSchema, recordsSchema } from './schema.ts';
import type { SampleMember, SampleRecord, Template } from './types.ts';

/** A folder name; nothing that could lead elsewhere. */
const NAME = /^[a-z][a-z0-9-]{0,60}$/;

/**
 * Reads `<dir>/<name>/`: manifest.json, forms/, views/, roles/, dashboards/ and sample/, one document a file, the file
 * name being its key. Errors: template_not_found, definition_invalid (issues at manifest and sample data).
 */
export async function readTemplate(dir: string, name: string): Promise<Template> {
  const folder = path.join(dir, name);
  if (!NAME.test(name) || !(await names(folder)).includes('manifest.json'))
    throw new AppError('template_not_found');
  const manifest = (await readJson(folder, 'manifest.json')) as Manifest;
  refuse(documentIssues('manifest', manifest), ['manifest']);
  const [forms, views, roles, dashboards, sample] = await Promise.all(
    ['forms', 'views', 'roles', 'dashboards', 'sample'].map((part) => readFolder(folder, part)),
  );
  const { members = [], ...records } = sample ?? {};
  refuse(schemaIssues(membersSchema, members), ['sample', 'members']);
  for (const [form, list] of Object.entries(records))
    refuse(schemaIssues(recordsSchema, list), ['sample', form]);
  return {
    name,
    manifest,
    bundle: {
      app: manifest.app,
      forms: forms ?? {},
      views: views ?? {},
      roles: roles ?? {},
      dashboards: dashboards ?? {},
    },
    sample: {
      members: members as readonly SampleMember[],
      records: new Map(Object.entries(records) as [string, readonly SampleRecord[]][]),
    },
  };
}

/** Names of the templates of a folder, in order; empty when there is no such folder. */
export async function templateNames(dir: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await names(dir)).sort())
    if (NAME.test(name) && (await names(path.join(dir, name))).includes('manifest.json')) found.push(name);
  return found;
}

async function readFolder(folder: string, part: string): Promise<Record<string, unknown>> {
  const documents: Record<string, unknown> = {};
  for (const file of (await names(path.join(folder, part))).sort())
    if (file.endsWith('.json'))
      documents[file.slice(0, -'.json'.length)] = await readJson(folder, path.join(part, file));
  return documents;
}

async function readJson(folder: string, file: string): Promise<unknown> {
  const text = await readFile(path.join(folder, file), 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const params = { file, detail: (error as Error).message };
    throw new AppError('definition_invalid', { issues: [{ path: [file], code: 'unreadable_file', params }] });
  }
}

/** Entries of a folder; empty when it is not there. */
async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

function refuse(issues: readonly Issue[], at: Issue['path']): void {
  if (issues.length === 0) return;
  throw new AppError('definition_invalid', {
    issues: issues.map((issue) => ({ ...issue, path: [...at, ...issue.path] })),
  });
}
