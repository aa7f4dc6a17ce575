import { defineMessages } from '@trellis/ui/react';

/** Texts of titles that are composed of several fields. */
export const useT = defineMessages('form-title', {
  zh: {
    compose: '由多个字段组成…',
    change: '修改标题的组成…',
    title: '标题由哪些字段组成',
    hint: '写下标题的样子，点下面的字段插入它的值。字段改了，标题自动跟着变；关联、搜索、看板里都用它。',
    template: '标题的组成',
    insert: '插入字段',
    unknown: '没有可用的字段“{name}”',
    cancel: '取消',
    apply: '用作标题',
  },
  en: {
    compose: 'Compose of several fields…',
    change: 'Change what it is composed of…',
    title: 'What the title is composed of',
    hint: 'Write what the title looks like and click a field to put in its value. The title follows its fields, and stands for the record in references, search and boards.',
    template: 'Title',
    insert: 'Insert a field',
    unknown: 'There is no field “{name}” to put in',
    cancel: 'Cancel',
    apply: 'Use as title',
  },
});
