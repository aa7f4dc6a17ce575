import { readdirSync } from 'node:fs';
import { CHANNEL_KEYS } from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import { expect, test } from 'vitest';
import { openChannels } from './registry.ts';

const channels = openChannels([]);

test('every folder is a registered channel', () => {
  const entries = readdirSync(import.meta.dirname, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'testing');
  expect(folders.map(({ name }) => name).sort()).toEqual([...CHANNEL_KEYS].sort());
  expect(Object.keys(channels).sort()).toEqual([...CHANNEL_KEYS].sort());
});

test.each(CHANNEL_KEYS)('%s: its fields have both languages and schemas that hold', (key) => {
  for (const { key: name, label, help, schema } of channels[key].fields) {
    expect(label.en, name).toBeTruthy();
    if (help) expect(help.en, name).toBeTruthy();
    expect(schemaIssues(schema, Symbol.for('nothing of JSON')), name).not.toEqual([]);
  }
});

test.each(['file:///etc/passwd', 'javascript:alert(1)', 'x', 'http://'])('%s is no address', (url) => {
  for (const key of ['wecom', 'dingtalk', 'feishu', 'webhook'] as const) {
    const field = channels[key].fields.find(({ key: name }) => name === 'url');
    expect(schemaIssues(field?.schema ?? {}, url)).not.toEqual([]);
  }
});
