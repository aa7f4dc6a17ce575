import { defineMessages } from '@trellis/ui/react';

/** Names of what looks at the form as a whole. */
export const useT = defineMessages('form-tools', {
  zh: { rules: '规则', check: '检查', checkCount: '检查，{problems} 个问题', tryIt: '试一试' },
  en: { rules: 'Rules', check: 'Check', checkCount: 'Check, {problems} problems', tryIt: 'Try it' },
});
