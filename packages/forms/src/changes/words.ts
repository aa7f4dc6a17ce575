import { check, type Expr, inWords } from '@trellis/logic';
import { type Change, changeMessage, type FieldDefault, type Locale, localText } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';
import { describeFilter } from '../filter/describe.ts';
import { fieldLabel } from '../filter/fields.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { nearbyScope } from '../form/scope.ts';
import { fieldTypes } from '../registry.ts';
import { settingName, settingNames } from './setting-names.ts';

/** A change as a person reads it: one sentence, and where it helps what was there and what is. */
export interface ChangeWords {
  readonly message: string;
  readonly details?: readonly string[];
}

/** Both forms of a change; `before` is absent for a form that was never published. */
export interface Sides {
  readonly before: CompiledForm | undefined;
  readonly after: CompiledForm;
}

/** Says what a change of `diffForm` is, types, settings and conditions by the names that people know. */
export function changeWords(sides: Sides, change: Change, env: TextEnv): ChangeWords {
  const message = changeMessage({ ...change, params: paramsInWords(change.params, env.locale) }, env.locale);
  const details = detailsOf(sides, change, env);
  return details.length > 0 ? { message, details } : { message };
}

const WORDS = {
  zh: {
    from: '原来：',
    to: '现在：',
    visible_changed: '始终显示',
    required_when_changed: '不按条件',
    readonly_when_changed: '不按条件',
    none: '无',
    on: '开启',
    off: '关闭',
    formula: '公式 ',
    through: '取自 ',
    linked: '取自表单 ',
    param: '网址参数 ',
    system: '系统信息',
    api: '接口 ',
    last: '上次填写的值',
    other: '其他来源',
    keep: '保留',
    clear: '清空',
    recompute: '照常计算',
  },
  en: {
    from: 'Before: ',
    to: 'Now: ',
    visible_changed: 'always shown',
    required_when_changed: 'no condition',
    readonly_when_changed: 'no condition',
    none: 'nothing',
    on: 'on',
    off: 'off',
    formula: 'formula ',
    through: 'from ',
    linked: 'from the form ',
    param: 'parameter ',
    system: 'a fact of the system',
    api: 'what this address answers: ',
    last: 'what was given last',
    other: 'another source',
    keep: 'kept',
    clear: 'cleared',
    recompute: 'worked out all the same',
  },
} as const;

function paramsInWords(params: Change['params'], locale: Locale): Change['params'] {
  const words = WORDS[locale];
  const named = Object.entries(params).map(([name, value]) => {
    const text = String(value);
    if (name === 'settings') return [name, settingNames(text.split(' '), locale)];
    if (name !== 'from' && name !== 'to' && name !== 'type') return [name, value];
    if (text === 'keep' || text === 'clear' || text === 'recompute') return [name, words[text]];
    const type = fieldTypes.find(text);
    return [name, type ? localText(type.label, locale) : value];
  });
  return Object.fromEntries(named) as Change['params'];
}

function detailsOf({ before, after }: Sides, change: Change, env: TextEnv): readonly string[] {
  const [old, now] = [before && spotOf(before, change), spotOf(after, change)];
  const words = WORDS[env.locale];
  const compared = (say: (spot: Spot) => string | undefined): readonly string[] => {
    const [was, is] = [old && say(old), say(now)];
    if (was === is || (was === undefined && is === undefined)) return [];
    return [words.from + (was ?? words.none), words.to + (is ?? words.none)];
  };
  const { code } = change;
  switch (code) {
    case 'visible_changed':
    case 'required_when_changed':
    case 'readonly_when_changed': {
      const member = RULES[code];
      return compared(({ form, field }) =>
        field?.meta[member] === undefined ? words[code] : conditionWords(form, field.meta[member], env),
      );
    }
    case 'check_added':
    case 'check_changed': {
      const when = ({ form }: Spot) => {
        const one = form.document.trellis.checks?.find(({ key }) => key === change.params.check);
        return one && conditionWords(form, one.when, env);
      };
      const is = when(now);
      return code === 'check_added' ? (is === undefined ? [] : [is]) : compared(when);
    }
    case 'default_changed':
      return compared(({ form, field }) => field && defaultWords(form, field, env));
    case 'help_changed':
      return compared(({ field }) => field?.meta.help && localText(field.meta.help, env.locale));
    case 'placeholder_changed':
      return compared(
        ({ field }) => field?.meta.placeholder && localText(field.meta.placeholder, env.locale),
      );
    case 'settings_changed':
    case 'limits_narrowed':
      return settingDetails(change, old?.field?.config, now.field?.config, now.field, env.locale);
    case 'field_settings_changed':
      return settingDetails(change, old?.field?.meta, now.field?.meta, undefined, env.locale);
    case 'form_settings_changed':
      return settingDetails(change, before?.document.trellis, after.document.trellis, undefined, env.locale);
    default:
      return [];
  }
}

const RULES = {
  visible_changed: 'visible',
  required_when_changed: 'requiredWhen',
  readonly_when_changed: 'readonlyWhen',
} as const;

/** The form, or the form of the rows, and the field that a change is about. */
interface Spot {
  readonly form: CompiledForm;
  readonly field: CompiledField | undefined;
}

function spotOf(form: CompiledForm, { field: name, params }: Change): Spot {
  if (name === undefined) return { form, field: undefined };
  const [key = '', column] = name.split('.');
  const field = form.fields.get(key) ?? form.displays.get(key);
  // A check of the rows is told at their field.
  const rows = column !== undefined || params.check !== undefined ? field?.owned : undefined;
  if (!rows) return { form, field };
  return { form: rows, field: rows.fields.get(column ?? '') ?? rows.displays.get(column ?? '') };
}

/** A condition of a form, or of its rows, in words. */
function conditionWords(form: CompiledForm, expr: Expr, env: TextEnv): string {
  const parts = describeFilter(expr, form, env).map(({ text }) => text);
  return parts.length > 0 ? parts.join(env.locale === 'zh' ? ' 且 ' : ' and ') : exprWords(form, expr, env);
}

function exprWords(form: CompiledForm, expr: Expr, { locale }: TextEnv): string {
  const checked = check(expr, nearbyScope(form, form.owner?.()), { before: !form.owner });
  if (!checked.ok) return '…';
  return inWords(checked.value, locale, { field: (path) => fieldLabel(form, path, locale) });
}

function defaultWords(form: CompiledForm, field: CompiledField, env: TextEnv): string | undefined {
  const given: FieldDefault | undefined = field.meta.default;
  const words = WORDS[env.locale];
  switch (given?.kind) {
    case undefined:
      return undefined;
    case 'value': {
      const value = field.type.normalise(given.value, field.config);
      return value.ok && value.value !== null
        ? field.type.format(value.value, field.config, env)
        : words.none;
    }
    case 'expr':
      return words.formula + exprWords(form, given.expr, env);
    case 'through':
      return words.through + given.path;
    case 'linked':
      return words.linked + given.form;
    case 'param':
      return words.param + given.name;
    case 'system':
      return words.system;
    case 'api':
      return words.api + given.url;
    case 'last':
      return words.last;
    default:
      return words.other;
  }
}

/** "小数位：2 → 0" for each setting whose values say something by themselves. */
function settingDetails(
  { params }: Change,
  before: object | undefined,
  after: object | undefined,
  field: CompiledField | undefined,
  locale: Locale,
): readonly string[] {
  const choices = (field?.type.config.schema.properties ?? {}) as {
    readonly [name: string]: { readonly enum?: unknown };
  };
  const of = (side: object | undefined, key: string): unknown =>
    (side as { readonly [key: string]: unknown } | undefined)?.[key];
  return String(params.settings)
    .split(' ')
    .flatMap((key) => {
      const name = settingName(key, locale);
      // The word that a document has for a choice is no word for people.
      if (name === undefined || choices[key]?.enum !== undefined) return [];
      const [was, is] = [valueWords(of(before, key), locale), valueWords(of(after, key), locale)];
      return was === undefined || is === undefined
        ? []
        : [`${name}${locale === 'zh' ? '：' : ': '}${was} → ${is}`];
    });
}

function valueWords(value: unknown, locale: Locale): string | undefined {
  const words = WORDS[locale];
  if (value === undefined || value === null || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return [...value].slice(0, 60).join('');
  const { zh, en } = value as { readonly zh?: unknown; readonly en?: unknown };
  return typeof zh === 'string'
    ? localText({ zh, ...(typeof en === 'string' ? { en } : {}) }, locale)
    : undefined;
}
