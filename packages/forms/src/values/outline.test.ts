import { expect, it } from 'vitest';
import { linesOfNodes, nodesOfLines } from './outline.ts';
import { pathLabel, type TreeNode, treeOf } from './tree.ts';

const nodes: readonly TreeNode[] = [
  { key: 'east', label: { zh: '华东', en: 'East' } },
  { key: 'sh', label: { zh: '上海' }, parent: 'east' },
  { key: 'hz', label: { zh: '杭州' }, parent: 'east' },
  { key: 'north', label: { zh: '华北' } },
];
const read = (text: string, keep = false) => {
  const made = nodesOfLines(text, nodes, keep);
  if (!made.ok) return made.problem;
  const tree = treeOf(made.nodes);
  return made.nodes.map(
    ({ key, retired }) => `${key} ${pathLabel(key, tree, 'zh')}${retired ? ' (retired)' : ''}`,
  );
};

it('reads back what it wrote', () => {
  expect(linesOfNodes(nodes)).toBe('华东 | East\n\t上海\n\t杭州\n华北');
  expect(nodesOfLines(linesOfNodes(nodes), nodes, false)).toEqual({ ok: true, nodes });
});

it('keeps the key of a node that is renamed, and of all below it', () => {
  expect(read('东区\n\t上海\n\t杭州\n华北')).toEqual([
    'east 东区',
    'sh 东区 / 上海',
    'hz 东区 / 杭州',
    'north 华北',
  ]);
});

it('gives new nodes keys of their own, and retires what is gone', () => {
  expect(read('华东\n  上海\n    浦东\n华北', true)).toEqual([
    'east 华东',
    'sh 华东 / 上海',
    'node_4 华东 / 上海 / 浦东',
    'north 华北',
    'hz 华东 / 杭州 (retired)',
  ]);
});

it.each([
  ['华东\n\t\t上海', { kind: 'bad_indent', line: 2 }],
  ['a\n\tb\n\t\tc\n\t\t\td\n\t\t\t\te\n\t\t\t\t\tf', { kind: 'too_deep', line: 6 }],
])('says what is wrong with %j', (text, problem) => {
  expect(read(text)).toEqual(problem);
});
