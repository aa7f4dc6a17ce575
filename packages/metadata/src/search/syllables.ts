/** All syllables of pinyin, without tones, ü as v. */
const SYLLABLES: readonly string[] = (
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng ' +
  'cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu ' +
  'cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo ' +
  'e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan ' +
  'guang gui gun guo ha hai han hang hao he hei hen heng hng hong hou hu hua huai huan huang hui hun huo ji jia jian ' +
  'jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan ' +
  'kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lue ' +
  'lun luo lv lve m ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu n na nai nan nang nao ' +
  'ne nei nen neng ng ni nian niang niao nie nin ning niu nong nou nu nuan nue nuo nv nve o ou pa pai pan pang pao pei ' +
  'pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang ' +
  'rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she ' +
  'shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang ' +
  'tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian ' +
  'xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai ' +
  'zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang ' +
  'zhui zhun zhuo zi zong zou zu zuan zui zun zuo'
).split(' ');

const known: ReadonlySet<string> = new Set(SYLLABLES);
const LONGEST = 6;

export const isSyllable = (text: string): boolean => known.has(text);

/** The syllables that begin with these letters: what may become of a syllable that is being typed. */
export const syllablesFrom = (letters: string): readonly string[] =>
  SYLLABLES.filter((syllable) => syllable.startsWith(letters));

/** Ways of reading letters that are kept; the longest syllables come first, as people type them. */
const MAX_SPELLINGS = 8;

/**
 * Letters read as pinyin that is being typed: whole syllables, the last of which may be its beginning only
 * ("xian" → xian; xi an · "suzh" → su zh). Empty for letters that are none.
 */
export function spellingsOf(letters: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  const read = (at: number, before: readonly string[]): void => {
    if (found.length >= MAX_SPELLINGS) return;
    const rest = letters.slice(at);
    if (rest.length <= LONGEST && syllablesFrom(rest).length > 0) found.push([...before, rest]);
    for (let length = Math.min(LONGEST, rest.length - 1); length > 0; length--) {
      const syllable = rest.slice(0, length);
      if (known.has(syllable)) read(at + length, [...before, syllable]);
    }
  };
  read(0, []);
  return found;
}
