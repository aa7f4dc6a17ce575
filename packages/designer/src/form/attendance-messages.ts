import { defineMessages } from '@trellis/ui/react';

/** Texts about others who have the same design open. */
export const useT = defineMessages('form-designer-attendance', {
  zh: {
    alsoHere: '{names} 也在编辑',
    alsoHereHint: '对方保存的修改会自动出现在这里；同时修改时会提示，不会丢失',
    loaded: '已载入 {names} 的修改，可以撤销',
    loadedUnknown: '草稿在别处有修改，已载入，可以撤销',
  },
  en: {
    alsoHere: 'Also editing: {names}',
    alsoHereHint:
      'What others save appears here by itself; if both change it at once you are asked, nothing is lost',
    loaded: 'Loaded what {names} changed; undo takes it back',
    loadedUnknown: 'The draft was changed elsewhere and is loaded; undo takes it back',
  },
});
