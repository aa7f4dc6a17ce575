import { MAX_NAME, MAX_OPTIONS, optionsNamed } from '../../infer/options.ts';
import type { Infer } from '../../infer/types.ts';
import { sameText } from '../../values/text.ts';
import type { SelectConfig } from './model.ts';

const NAME =
  /状态|类型|类别|分类|等级|级别|来源|渠道|行业|性别|阶段|优先级|方式|规模|学历|职务|status|type|category|level|source|channel|industry|gender|stage|priority/i;
/** A text that comes up so often on average is one of a list. */
const OFTEN = 3;
const FEW = 30;

/** Few different short texts that come again and again. */
export const inferSelect: Infer<SelectConfig> = ({ name, texts, filled, whole }) => {
  const usable = whole && texts.size > 0 && texts.size <= MAX_OPTIONS;
  if (!usable || [...texts.keys()].some((cell) => cell.length > MAX_NAME || cell.includes('\n')))
    return undefined;
  // Labels that differ in case or width alone are one option.
  const labels = new Map<string, readonly [string, number]>();
  for (const [cell, count] of texts) {
    const [label, before] = labels.get(sameText(cell)) ?? [cell.trim(), 0];
    labels.set(sameText(cell), [label, before + count]);
  }
  const again = filled / labels.size;
  const listed = labels.size <= FEW && (again >= OFTEN || (NAME.test(name) && again > 1.2));
  const options = optionsNamed(new Map(labels.values()));
  return { config: { options }, rank: listed ? 0.7 : 0.1 };
};
