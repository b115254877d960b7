import type { CodeProblem } from '../../../typings/deal';
import type { Wording } from '../../text/errors';

/** Words of imported codes. */
export const codes = {
  import: '导入券码',
  importShort: '导券码',
  send: '开始导入',
  left: (count: number) => `还有 ${String(count)} 个没发出的券码`,
  few: (count: number) => `券码只剩 ${String(count)} 个，请尽快导入`,
  none: '没有券码了，顾客现在买不了，请导入',
  rules: '每行一个券码，6 到 32 位，只用数字、字母（不分大小写）和短横线；一次最多 20000 行、2 MB。',
  from: '券码在哪里',
  sources: [
    { value: 'file', label: '用文件' },
    { value: 'paste', label: '粘贴' },
  ],
  file: '券码文件',
  fileHint: '从微信聊天里选 .txt 或 .csv 文件，可先把文件发给「文件传输助手」。',
  choose: '选择文件',
  chooseOther: '换一个文件',
  pasted: '要导入的券码',
  placeholder: '每行一个，如 ABC-100001',
  lines: (count: number) => `共 ${String(count)} 行`,
  pasteMost: '最多粘贴 20000 字，更多请用文件',
  nothing: '请先选择文件',
  nothingPasted: '请粘贴券码，每行一个',
  tooLarge: '文件超过 2 MB，请分成几个文件',
  notSent: { what: '文件没有上传', todo: '还没有导入；请检查网络后再试一次' },
  fileLost: { what: '文件打不开', todo: '还没有导入；请重新选择文件' },
  unanswered: { what: '上次没有收到结果', todo: '可能已经导入。再试一次不会重复导入。' },
  again: '再试一次',
  imported: (count: number) => (count === 0 ? '没有导入券码' : `已导入 ${String(count)} 个券码`),
  allTaken: '所有行都已导入，现在可以售出。',
  taken: (left: number) => `有 ${String(left)} 行没有导入。改好这些行，再导入一次即可；已导入的不用删掉，也不会重复。`,
  line: (line: number, why: string) => `第 ${String(line)} 行：${why}`,
  moreLines: (count: number) => `还有 ${String(count)} 行，复制后可以看到全部`,
  manyProblems: '问题太多，只列出前 200 行',
  copy: '复制问题',
  more: '继续导入',
  done: '完成',
} as const;

/** Why a line was not taken. */
export const lineProblems: Readonly<Record<CodeProblem['reason'], string>> = {
  empty_line: '空行',
  wrong_characters: '不是 6 到 32 位的数字、字母、短横线',
  duplicate_in_file: '和前面的某一行重复',
  duplicate_in_shop: '店里已经有这个券码',
};

/** Why no line at all was taken, by the reason that the refusal names. */
export const importRefusals: Readonly<Record<string, Wording>> = {
  not_imported_deal: { what: '这个优惠不用导入券码', todo: '它的券码由系统生成' },
  no_file: { what: '文件没有收到', todo: '请重新选择文件再试一次' },
  too_many: { what: '超过 20000 行', todo: '请分成几个文件导入' },
  too_large: { what: '文件超过 2 MB', todo: '请分成几个文件导入' },
  empty: { what: '文件里没有券码', todo: '请检查文件，每行一个券码' },
};

/** Choosing a file of a chat. */
export const codeFile = {
  notDeclared: { what: '暂时不能选择文件', todo: '请管理员在微信公众平台的用户隐私保护指引里声明「选中的文件」' },
  refused: { what: '你没有同意隐私保护指引', todo: '同意后才能选择文件；也可以粘贴券码' },
  notAllowed: { what: '没有选择文件的权限', todo: '可以改为粘贴券码' },
  failed: { what: '没有选到文件', todo: '请再试一次，或改为粘贴券码' },
} as const;
