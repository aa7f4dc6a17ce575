const zh = {
  delete_restricted: '“{form}”里还有 {count} 条数据关联着它，不能删除',
  delete_restricted_unseen: '还有你看不到的数据关联着它，不能删除，请联系管理员',
  delete_along_forbidden: '“{form}”里有 {count} 条数据要一起删除，你没有权限，所以不能删除',
  delete_along_unseen: '有你看不到的数据要一起删除，所以不能删除，请联系管理员',
  delete_too_many: '要一起处理的关联数据超过 {max} 条，请先批量删除或修改它们',
  restore_along_refused: '“{form}”里一起删除的数据不能恢复，例如会出现重复，请先到回收站单独处理',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  delete_restricted: 'It can’t be deleted: {count} records of “{form}” still point to it',
  delete_restricted_unseen:
    'It can’t be deleted: records that you don’t see still point to it. Ask an administrator',
  delete_along_forbidden:
    'It can’t be deleted: {count} records of “{form}” would go along, and you may not delete these',
  delete_along_unseen: 'It can’t be deleted: records that you don’t see would go along. Ask an administrator',
  delete_too_many:
    'More than {max} linked records would be concerned. Delete or change them in a batch first',
  restore_along_refused:
    'Records of “{form}” that were deleted along can’t come back, because they would be duplicates for instance. See to them in the bin first',
};

/** Why records can’t be deleted, or restored, because of others. */
export const deletionTexts = { zh, en };
