const zh = {
  comment_empty: '请写点什么，或添加文件',
  comment_too_old: '发表超过 {hours} 小时，不能再修改',
  reply_gone: '你回复的评论已被删除',
  too_many_mentions: '一次最多 @{max} 人',
  field_not_shared: '这个字段不能对外分享',
  too_many_links: '一条数据最多 {max} 个有效链接，请先停用不用的',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  comment_empty: 'Write something, or add a file',
  comment_too_old: 'Comments can be changed for {hours} hours only',
  reply_gone: 'The comment that you reply to was deleted',
  too_many_mentions: 'At most {max} people can be mentioned at once',
  field_not_shared: 'This field can’t be shown to the outside',
  too_many_links: 'A record has at most {max} links that work. Turn off those that you no longer need',
};

/** What can be wrong with comments and links. */
export const socialTexts = { zh, en };
