import { defineMessages } from '@trellis/ui/react';
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { MarkdownText } from '../../widgets/markdown-text.tsx';
import type { TextareaConfig } from './model.ts';

const MOST_ROWS = 16;

const useT = defineMessages('fields.textarea.edit', {
  zh: {
    write: '编辑',
    preview: '预览',
    mode: '编辑或预览',
    hint: '支持 # 标题、- 列表、**加粗**、*强调*、[文字](网址)',
    nothing: '还没有内容',
  },
  en: {
    write: 'Write',
    preview: 'Preview',
    mode: 'Write or preview',
    hint: 'Knows # headings, - lists, **bold**, *emphasis*, [text](address)',
    nothing: 'Nothing yet',
  },
});

export function TextareaWidget(props: WidgetProps<TextareaConfig>) {
  const onForm = props.look !== 'cell' && props.look !== 'filter';
  return props.config.format === 'markdown' && onForm ? <Markdown {...props} /> : <Plain {...props} />;
}

function Plain(props: WidgetProps<TextareaConfig>) {
  const { rows } = props.config;
  return (
    <Input.TextArea
      {...inputAttributes(props)}
      value={typeof props.value === 'string' ? props.value : ''}
      autoSize={{ minRows: rows, maxRows: Math.max(rows, MOST_ROWS) }}
      onChange={(event) => props.onChange(event.target.value || null)}
    />
  );
}

/** The text as it is typed, or as it will be read. */
function Markdown(props: WidgetProps<TextareaConfig>) {
  const t = useT();
  const [mode, setMode] = useState<'write' | 'preview'>('write');
  const text = typeof props.value === 'string' ? props.value : '';
  return (
    <div className="f-markdown-edit">
      <Segmented<'write' | 'preview'>
        size="small"
        aria-label={t('mode')}
        value={mode}
        options={(['write', 'preview'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={setMode}
      />
      {/* Stays mounted, so that the label keeps its input and an error its place. */}
      <div hidden={mode === 'preview'}>
        <Plain {...props} />
        <p className="f-help">{t('hint')}</p>
      </div>
      {mode === 'preview' ? (
        <div className="f-markdown f-markdown-preview" aria-live="polite">
          {text.trim() === '' ? <span className="f-help">{t('nothing')}</span> : <MarkdownText text={text} />}
        </div>
      ) : null}
    </div>
  );
}
