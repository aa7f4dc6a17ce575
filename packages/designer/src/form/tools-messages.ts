import { defineMessages } from '@trellis/ui/react';

/** Names of what looks at the form as a whole. */
export const useT = defineMessages('form-tools', {
  zh: {
    rules: '规则',
    check: '检查',
    checkCount: '检查，{count} 个问题',
    tryIt: '试一试',
    versions: '历史版本',
    bin: '已删除的字段',
    more: '更多',
  },
  en: {
    rules: 'Rules',
    check: 'Check',
    checkCount: 'Check, {count} problems',
    checkCount_one: 'Check, {count} problem',
    tryIt: 'Try it',
    versions: 'Versions',
    bin: 'Deleted fields',
    more: 'More',
  },
});
