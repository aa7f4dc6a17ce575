import { defineMessages } from '../i18n/define-messages.ts';

export const useT = defineMessages('dnd', {
  zh: {
    instructions: '按空格键拿起，用方向键移动，再按空格键放下，按 Esc 取消。',
    handle: '拖动“{item}”',
    start: '已拿起“{item}”。',
    over: '“{item}”现在在“{target}”。',
    nowhere: '“{item}”现在不在可放置的位置。',
    end: '“{item}”已放到“{target}”。',
    overAt: '“{item}”现在在{target}。',
    endAt: '“{item}”已放到{target}。',
    before: '“{target}”之前',
    after: '“{target}”之后',
    inside: '“{target}”里面',
    endNowhere: '“{item}”已放回原处。',
    cancel: '已取消，“{item}”放回原处。',
  },
  en: {
    instructions: 'Press space to pick up, arrow keys to move, space again to drop, Esc to cancel.',
    handle: 'Drag “{item}”',
    start: 'Picked up “{item}”.',
    over: '“{item}” is at “{target}”.',
    nowhere: '“{item}” is not over a place to drop.',
    end: 'Dropped “{item}” at “{target}”.',
    overAt: '“{item}” is {target}.',
    endAt: 'Dropped “{item}” {target}.',
    before: 'before “{target}”',
    after: 'after “{target}”',
    inside: 'inside “{target}”',
    endNowhere: '“{item}” was put back.',
    cancel: 'Cancelled, “{item}” was put back.',
  },
});
