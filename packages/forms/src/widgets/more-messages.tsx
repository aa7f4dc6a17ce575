import { defineMessages } from '@trellis/ui/react';

/** Texts of the inputs for texts, numbers and dates. */
export const useMoreT = defineMessages('fields.more', {
  zh: {
    reveal: '点击查看',
    hide: '隐藏',
    scan: '扫码',
    scanTitle: '对准条码或二维码',
    scanOnly: '请扫码填写',
    fromPicture: '从图片识别',
    noCode: '图片里没有找到条码或二维码',
    noCamera: '没能打开摄像头。请允许使用摄像头，或从图片识别。',
    opening: '正在打开摄像头…',
    clear: '清除',
    less: '减少',
    more: '增加',
    openLink: '打开链接',
    progressOf: '{value}，共 {max}',
    country: '国家/地区代码',
  },
  en: {
    reveal: 'Show',
    hide: 'Hide',
    scan: 'Scan',
    scanTitle: 'Point at a bar or QR code',
    scanOnly: 'Scan to fill in',
    fromPicture: 'Read from a picture',
    noCode: 'There is no bar or QR code in the picture',
    noCamera: 'The camera can’t be opened. Allow its use, or read from a picture.',
    opening: 'Opening the camera…',
    clear: 'Clear',
    less: 'Less',
    more: 'More',
    openLink: 'Open the link',
    progressOf: '{value} of {max}',
    country: 'Country code',
  },
});
