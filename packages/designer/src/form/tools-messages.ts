import { defineMessages } from '@trellis/ui/react';

/** Names of what looks at the form as a whole. */
export const useT = defineMessages('form-tools', {
  zh: { rules: '规则', check: '检查', tryIt: '试一试' },
  en: { rules: 'Rules', check: 'Check', tryIt: 'Try it' },
});
