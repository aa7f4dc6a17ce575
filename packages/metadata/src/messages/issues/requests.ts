const zh = {
  invalid: '内容有误',
  too_few: '至少 {min} 个',
  too_many: '最多 {max} 个',
  too_big: '不能大于 {max}',
  too_deep: '嵌套过深，最多 {max} 层',
  unknown_role: '没有这个角色',
  last_administrator: '这是最后一位管理员，不能停用',
  not_sortable: '不能按“{name}”排序',
  not_groupable: '不能按“{name}”分组',
  not_totalled: '“{name}”不能这样统计',
  bad_cursor: '翻页位置已失效，请从第一页重新查询',
  bad_moment: '请选择一个过去的时间',
  as_of_with_deleted: '回收站不能按时间回溯',
  past_follows: '系统自动计算或生成，会随其他内容更新',
  offset_with_after: '翻页位置和起始行不能同时使用',
  too_many_views: '个人视图最多 {max} 个，请先删除不用的',
  draft_box_full: '草稿箱已满（最多 {max} 份），请先删除不用的草稿',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  invalid: 'Not valid',
  too_few: 'At least {min}',
  too_many: 'At most {max}',
  too_big: 'Must not be more than {max}',
  too_deep: 'Nested too deeply, at most {max} levels',
  unknown_role: 'There is no such role',
  last_administrator: 'This is the last administrator and can’t be disabled',
  not_sortable: 'Can’t sort by “{name}”',
  not_groupable: 'Can’t group by “{name}”',
  not_totalled: '“{name}” can’t be totalled like this',
  bad_cursor: 'This page position is no longer valid. Query again from the first page',
  bad_moment: 'Choose a moment of the past',
  as_of_with_deleted: 'The bin can’t be looked at as of a moment',
  past_follows: 'The system works it out or makes it; it follows from the rest',
  offset_with_after: 'A page position and a first row can’t be used together',
  too_many_views: 'At most {max} views of your own. Delete those that you no longer need',
  draft_box_full: 'The draft box is full (at most {max}). Delete drafts that you no longer need',
};

/** What can be wrong with a request. */
export const requestTexts = { zh, en };
