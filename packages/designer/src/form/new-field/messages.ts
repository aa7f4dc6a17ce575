import { defineMessages } from '@trellis/ui/react';

/** Texts of adding a field from a table. */
export const useT = defineMessages('new-field', {
  zh: {
    title: '添加字段',
    name: '字段名称',
    placeholder: '例如：预算',
    type: '类型',
    options: '选项，每行一个',
    optionsPlaceholder: '高\n中\n低',
    add: '添加',
    more: '更多类型和设置',
    hint: '马上对所有人生效，不影响已有数据。',
    added: '已添加字段“{field}”',
  },
  en: {
    title: 'Add a field',
    name: 'Name of the field',
    placeholder: 'For example: Budget',
    type: 'Type',
    options: 'Options, one a line',
    optionsPlaceholder: 'High\nMedium\nLow',
    add: 'Add',
    more: 'More types and settings',
    hint: 'Everybody has it at once; existing records stay as they are.',
    added: 'The field “{field}” was added',
  },
});
