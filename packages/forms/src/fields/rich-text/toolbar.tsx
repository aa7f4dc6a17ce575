import { type Editor, useEditorState } from '@tiptap/react';
import { defineMessages, Icon, type IconName } from '@trellis/ui/react';
import { Button, Input, Popover, Select } from 'antd';
import { useRef, useState } from 'react';

const useT = defineMessages('fields.richText', {
  zh: {
    tools: '格式',
    paragraph: '正文',
    heading: '标题 {level}',
    style: '段落样式',
    bold: '加粗',
    italic: '斜体',
    underline: '下划线',
    strike: '删除线',
    bulletList: '无序列表',
    orderedList: '有序列表',
    blockquote: '引用',
    link: '链接',
    address: '链接地址',
    apply: '确定',
    unlink: '去掉链接',
    image: '插入图片',
    undo: '撤销',
    redo: '重做',
  },
  en: {
    tools: 'Format',
    paragraph: 'Text',
    heading: 'Heading {level}',
    style: 'Paragraph style',
    bold: 'Bold',
    italic: 'Italic',
    underline: 'Underline',
    strike: 'Strikethrough',
    bulletList: 'Bulleted list',
    orderedList: 'Numbered list',
    blockquote: 'Quote',
    link: 'Link',
    address: 'Address',
    apply: 'OK',
    unlink: 'Remove the link',
    image: 'Insert an image',
    undo: 'Undo',
    redo: 'Redo',
  },
});

const MARKS = [
  ['bold', 'bold'],
  ['italic', 'italic'],
  ['underline', 'underline'],
  ['strike', 'strikethrough'],
  ['bulletList', 'unordered-list'],
  ['orderedList', 'ordered-list'],
  ['blockquote', 'quote'],
] as const satisfies readonly (readonly [string, IconName])[];
type Mark = (typeof MARKS)[number][0];

/** Buttons of the editor; the keys of word processors do the same (Ctrl/⌘-B, I, U, Z …). */
export function Toolbar({
  editor,
  sending,
  onImages,
}: {
  editor: Editor;
  sending: boolean;
  onImages: ((files: readonly File[]) => void) | undefined;
}) {
  const t = useT();
  const images = useRef<HTMLInputElement>(null);
  const state = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      level: [1, 2, 3].find((level) => at.isActive('heading', { level })) ?? 0,
      active: MARKS.map(([mark]) => at.isActive(mark)),
      link: at.isActive('link') ? String(at.getAttributes('link').href ?? '') : undefined,
      undo: at.can().undo(),
      redo: at.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  const toggle: Readonly<Record<Mark, () => boolean>> = {
    bold: () => run().toggleBold().run(),
    italic: () => run().toggleItalic().run(),
    underline: () => run().toggleUnderline().run(),
    strike: () => run().toggleStrike().run(),
    bulletList: () => run().toggleBulletList().run(),
    orderedList: () => run().toggleOrderedList().run(),
    blockquote: () => run().toggleBlockquote().run(),
  };
  return (
    <div className="f-rich-tools" role="toolbar" aria-label={t('tools')}>
      <Select
        size="small"
        variant="borderless"
        aria-label={t('style')}
        style={{ width: 84 }}
        popupMatchSelectWidth={false}
        value={state.level}
        options={[0, 1, 2, 3].map((level) => ({
          value: level,
          label: level === 0 ? t('paragraph') : t('heading', { level }),
        }))}
        onChange={(level) =>
          level === 0
            ? run().setParagraph().run()
            : run()
                .setHeading({ level: level as 1 | 2 | 3 })
                .run()
        }
      />
      {MARKS.map(([mark, icon], index) => (
        <Tool
          key={mark}
          icon={icon}
          label={t(mark)}
          pressed={state.active[index] ?? false}
          onClick={() => toggle[mark]()}
        />
      ))}
      <LinkTool editor={editor} href={state.link} />
      {onImages ? (
        <>
          <Tool icon="picture" label={t('image')} loading={sending} onClick={() => images.current?.click()} />
          <input
            ref={images}
            type="file"
            accept="image/*"
            multiple
            hidden
            onChange={(event) => {
              onImages([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </>
      ) : null}
      <Tool icon="undo" label={t('undo')} disabled={!state.undo} onClick={() => run().undo().run()} />
      <Tool icon="redo" label={t('redo')} disabled={!state.redo} onClick={() => run().redo().run()} />
    </div>
  );
}

function Tool(props: {
  icon: IconName;
  label: string;
  onClick?: () => void;
  pressed?: boolean;
  disabled?: boolean;
  loading?: boolean;
}) {
  return (
    <Button
      size="small"
      type="text"
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled ?? false}
      loading={props.loading ?? false}
      {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
      // The selection in the text stays.
      onMouseDown={(event) => event.preventDefault()}
      {...(props.onClick ? { onClick: props.onClick } : {})}
    />
  );
}

function LinkTool({ editor, href }: { editor: Editor; href: string | undefined }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const apply = () => {
    const typed = address.trim();
    const target = /^(https?:|mailto:|tel:)/i.test(typed) ? typed : `https://${typed}`;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (typed === '') chain.unsetLink().run();
    else if (editor.state.selection.empty && href === undefined)
      chain
        .insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href: target } }] })
        .run();
    else chain.setLink({ href: target }).run();
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      trigger="click"
      destroyOnHidden
      onOpenChange={(next) => {
        setAddress(href ?? '');
        setOpen(next);
      }}
      content={
        <div className="f-rich-link">
          <Input
            autoFocus
            aria-label={t('address')}
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            onPressEnter={apply}
          />
          <Button type="primary" onClick={apply}>
            {t('apply')}
          </Button>
          {href === undefined ? null : (
            <Button
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run();
                setOpen(false);
              }}
            >
              {t('unlink')}
            </Button>
          )}
        </div>
      }
    >
      <span>
        <Tool icon="link" label={t('link')} pressed={href !== undefined} />
      </span>
    </Popover>
  );
}
