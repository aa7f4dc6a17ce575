import { defineMessages } from '@trellis/ui/react';

/** Texts for two drafts of one form. */
export const useT = defineMessages('form-conflict', {
  zh: {
    conflictTitle: '有人同时修改了这个表单的草稿',
    conflictText: '你的修改都还在这个页面上。两份都不会丢：选了哪一份，另一份都能用撤销找回。',
    keepMine: '保留我的',
    takeTheirs: '载入对方的',
    copyMine: '复制我的内容',
    copied: '已复制到剪贴板',
  },
  en: {
    conflictTitle: 'Someone else changed the draft of this form',
    conflictText:
      'All your changes are still on this page. Neither draft is lost: whichever you choose, undo brings the other back.',
    keepMine: 'Keep mine',
    takeTheirs: 'Load theirs',
    copyMine: 'Copy mine',
    copied: 'Copied to the clipboard',
  },
});
