import { fail, type Issue, localText, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { optionSchema } from '../../values/options.ts';
import { andThen } from '../../values/result.ts';
import { cleanText } from '../../values/text.ts';
import {
  findNode,
  isLeaf,
  MAX_LEVELS,
  pathLabel,
  pathOf,
  subtreeOf,
  type TreeNode,
  treeOf,
} from '../../values/tree.ts';

export type CascadeConfig = {
  /** Each after its parent. */
  readonly nodes: readonly TreeNode[];
  /** A node that has others below may be chosen too. */
  readonly anyLevel?: boolean;
  /** Shows the last name alone instead of the whole path. */
  readonly lastOnly?: boolean;
};

/** A place in a hierarchy; the value is the key of its node, so that nodes rename and move freely. */
export const cascade: FieldType<CascadeConfig, string> = {
  type: 'cascade',
  icon: 'apartment',
  group: 'choice',
  label: { zh: '级联选择', en: 'Cascade' },
  description: {
    zh: '逐级选择，如产品分类、行业细分',
    en: 'Choose level by level such as a product category',
  },
  example: {
    value: 'servo',
    config: {
      nodes: [
        { key: 'hardware', label: { zh: '硬件', en: 'Hardware' } },
        { key: 'drive', label: { zh: '驱动', en: 'Drives' }, parent: 'hardware' },
        { key: 'servo', label: { zh: '伺服', en: 'Servo' }, parent: 'drive' },
        { key: 'inverter', label: { zh: '变频器', en: 'Inverter' }, parent: 'drive' },
        { key: 'sensor', label: { zh: '传感器', en: 'Sensors' }, parent: 'hardware' },
        { key: 'software', label: { zh: '软件', en: 'Software' } },
        { key: 'mes', label: { zh: 'MES' }, parent: 'software' },
        { key: 'erp', label: { zh: 'ERP' }, parent: 'software' },
      ],
    },
  },
  kind: 'option',
  config: {
    schema: {
      type: 'object',
      required: ['nodes'],
      additionalProperties: false,
      properties: {
        nodes: {
          type: 'array',
          minItems: 1,
          maxItems: 5000,
          items: optionSchema({ parent: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' } }),
        },
        anyLevel: { type: 'boolean' },
        lastOnly: { type: 'boolean' },
      },
    },
    defaults: () => ({
      nodes: [
        { key: 'node_1', label: { zh: '一级', en: 'Level 1' } },
        { key: 'node_2', label: { zh: '二级', en: 'Level 2' }, parent: 'node_1' },
      ],
    }),
  },
  check: ({ nodes }) => nodeIssues(nodes),
  valueSchema: ({ nodes }) => ({ type: 'string', enum: nodes.map(({ key }) => key) }),
  normalise: (input) => cleanText(input),
  parse: (input, { nodes }) =>
    andThen(cleanText(input), (text) => {
      const key = findNode(text, treeOf(nodes));
      return key === undefined
        ? fail({ path: [], code: 'unknown_option', params: { value: text.slice(0, 100) } })
        : ok(key);
    }),
  format: (value, { nodes }, env) => pathLabel(value, treeOf(nodes), env.locale),
  column: () => 'text',
  // Named by their paths: two branches may end alike.
  options: ({ nodes }) => {
    const tree = treeOf(nodes);
    return nodes.map(({ parent: _, ...node }) => ({
      ...node,
      label: { zh: pathLabel(node.key, tree, 'zh'), en: pathLabel(node.key, tree, 'en') },
    }));
  },
  macros: ({ nodes }) => ({
    under: (field, [key]) => {
      if (typeof key !== 'string') return undefined;
      const tree = treeOf(nodes);
      return { in: [field, tree.nodes.has(key) ? subtreeOf(key, tree) : []] };
    },
  }),
  filters: ['under', 'in', 'not_in', 'is_empty', 'not_empty'],
  underBy: (config) => ({ type: 'cascade', config: { ...config, anyLevel: true } }),
  judge: (value, { nodes, anyLevel }) =>
    value === null || anyLevel || isLeaf(value, treeOf(nodes)) ? [] : [{ path: [], code: 'not_a_leaf' }],
};

function nodeIssues(nodes: readonly TreeNode[]): readonly Issue[] {
  const tree = treeOf(nodes);
  const seen = new Set<string>();
  const names = new Set<string>();
  return nodes.flatMap(({ key, label, parent }, index): Issue[] => {
    const issues: Issue[] = [];
    const at = (place: string) => ['nodes', index, place];
    if (seen.has(key)) issues.push({ path: at('key'), code: 'duplicate_key', params: { value: key } });
    if (parent !== undefined && !seen.has(parent))
      issues.push({ path: at('parent'), code: 'unknown_option', params: { value: parent } });
    seen.add(key);
    if (pathOf(key, tree).length > MAX_LEVELS)
      issues.push({ path: at('parent'), code: 'too_deep', params: { max: MAX_LEVELS } });
    const name = `${parent ?? ''} ${localText(label, 'zh')}`;
    if (names.has(name))
      issues.push({ path: at('label'), code: 'duplicate_label', params: { value: label.zh } });
    names.add(name);
    return issues;
  });
}
