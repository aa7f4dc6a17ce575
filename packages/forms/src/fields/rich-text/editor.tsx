import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import type { Value } from '@trellis/logic';
import { issueMessage } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { fileIssues, MIB } from '../../values/files.ts';
import { cleanHtml } from '../../values/html.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import type { RichTextConfig } from './model.ts';
import { Picture } from './picture.tsx';
import { Toolbar } from './toolbar.tsx';

/** The markup of what is in the field, also of what can't be saved yet. */
function htmlOf(value: Value): string {
  if (typeof value === 'string') return value;
  const html =
    value !== null && typeof value === 'object' && !Array.isArray(value) && 'html' in value && value.html;
  return typeof html === 'string' ? html : '';
}

export default function Editor(props: WidgetProps<RichTextConfig>) {
  const { locale, text } = useLocale();
  const services = useFormServices();
  const [trouble, setTrouble] = useState<string>();
  const [sending, setSending] = useState(false);
  const current = useRef(props);
  current.current = props;
  const html = htmlOf(props.value);
  const written = useRef(html);
  const label = props.label ?? text(props.field.meta.label);

  const insert = async (files: readonly File[]) => {
    const { config } = current.current;
    if (!services.files) return;
    setTrouble(undefined);
    setSending(true);
    try {
      for (const file of files) {
        const limits = { kinds: ['image' as const], maxBytes: config.maxSize * MIB };
        const check = (of: { name: string; size: number; mime: string }) => {
          const [issue] = fileIssues(of, limits);
          if (issue) throw new Error(issueMessage(issue, locale));
        };
        check({ name: file.name, size: file.size, mime: file.type });
        const on = { progress: () => undefined, signal: new AbortController().signal };
        const facts = await services.files.upload(file, on);
        check(facts);
        editor
          ?.chain()
          .focus()
          .insertContent({ type: 'picture', attrs: { file: facts.id, alt: facts.name } })
          .run();
      }
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  // Files that are pasted or dropped go the way of chosen ones.
  const takeFiles = (list: FileList | undefined): boolean => {
    const images = [...(list ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (images.length === 0 || !current.current.config.images) return false;
    void insert(images);
    return true;
  };

  const attributes = useMemo(
    () => ({
      id: props.id,
      class: 'f-rich',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      ...(props.invalid ? { 'aria-invalid': 'true' } : {}),
      ...(props.required ? { 'aria-required': 'true' } : {}),
      ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
    }),
    [props.id, label, props.invalid, props.required, props.describedBy],
  );
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [1, 2, 3] },
        link: { openOnClick: false, defaultProtocol: 'https' },
      }),
      Picture,
    ],
    content: html,
    editable: !props.disabled,
    autofocus: props.autoFocus ? 'end' : false,
    editorProps: {
      attributes,
      handlePaste: (_view, event) => takeFiles(event.clipboardData?.files),
      handleDrop: (_view, event, _slice, moved) => !moved && takeFiles(event.dataTransfer?.files),
    },
    onUpdate: ({ editor: changed }) => {
      const clean = cleanHtml(changed.getHTML());
      written.current = clean.html;
      const empty = clean.text === '' && clean.files.length === 0;
      current.current.onChange(empty ? null : { html: clean.html, text: clean.text });
    },
  });

  // What comes from elsewhere (reset, a merge, a rule) replaces what is on the screen.
  useEffect(() => {
    if (!editor || html === written.current || (html === '' && editor.isEmpty)) return;
    written.current = html;
    editor.commands.setContent(html, { emitUpdate: false });
  }, [editor, html]);
  useEffect(() => {
    editor?.setEditable(!props.disabled, false);
  }, [editor, props.disabled]);
  useEffect(() => {
    editor?.setOptions({ editorProps: { ...editor.options.editorProps, attributes } });
  }, [editor, attributes]);

  return (
    <div
      className="f-rich-editor"
      data-invalid={props.invalid || undefined}
      data-disabled={props.disabled || undefined}
    >
      {editor && !props.disabled ? (
        <Toolbar
          editor={editor}
          sending={sending}
          onImages={props.config.images && services.files ? (files) => void insert(files) : undefined}
        />
      ) : null}
      <EditorContent editor={editor} />
      {trouble === undefined ? null : (
        <div className="f-error" role="alert">
          {trouble}
        </div>
      )}
    </div>
  );
}
