import { type Refusal } from '../../domain/errors/index.ts'

/** What the terminal says when somebody sets a register's logo. */
export interface SetLogoWords {
  readonly help: string
  readonly noFile: string
  readonly noRegister: string
  readonly set: string
  readonly removed: string
  readonly unchanged: string
  refused(refusal: Refusal): string
}

type Reason = 'format' | 'colours' | 'size' | 'length'

const reasonOf = ({ params }: Refusal): Reason | undefined => (['format', 'colours', 'size', 'length'] as const).find((reason) => reason === params?.['reason'])

const english: SetLogoWords = {
  help: `npm run set-logo -- FILE [--data DIR]
npm run set-logo -- --remove [--data DIR]

FILE    a picture of two colours, at most 576 dots wide and 400 tall: a PBM, or an uncompressed one-bit BMP ("monochrome
        bitmap" in Paint).
--data  the folder npm start was given, or the register's own folder below it. The till must not be running.

Receipts printed from the next sale on carry it; a reprint shows the logo its sale had.`,
  noFile: 'There is no such file:',
  noRegister: 'There is no register in this folder:',
  set: 'The logo is set. The next sale prints it.',
  removed: 'The logo is off. The next sale prints none.',
  unchanged: 'That was so already: nothing was changed.',
  refused(refusal) {
    const { code, params } = refusal
    const [dots, most] = [params?.['dots'] ?? '', params?.['most'] ?? '']
    if (code === 'logo.tooWide') return `The logo is ${dots} dots wide, and the widest paper has ${most}. Nothing was changed. Make the picture smaller.`
    if (code === 'logo.tooTall') return `The logo is ${dots} dots tall: more than ${most} are too much paper for every receipt. Nothing was changed. Make the picture smaller.`
    switch (reasonOf(refusal)) {
      case 'format': return 'The file is neither a PBM nor an uncompressed BMP. Nothing was changed. Save it as a monochrome bitmap.'
      case 'colours': return 'The picture has more than two colours. Nothing was changed. Save it as a monochrome bitmap.'
      case 'size': return 'The picture is more than 1,000 dots wide or tall, or has none at all. Nothing was changed.'
      case 'length': return 'The file breaks off before the end of its picture. Nothing was changed.'
      case undefined: return `The register did not take the logo (${code}). Nothing was changed.`
    }
  },
}

const chinese: SetLogoWords = {
  help: `npm run set-logo -- 文件 [--data 文件夹]
npm run set-logo -- --remove [--data 文件夹]

文件    两色图片，最宽 576 点，最高 400 点：PBM，或未压缩的单色 BMP（画图程序的“单色位图”）。
--data  npm start 所用的文件夹，或其中收银机自己的文件夹。收银机必须未在运行。

从下一笔销售起，小票带上该标志；重印的小票显示销售当时的标志。`,
  noFile: '没有这个文件：',
  noRegister: '此文件夹中没有收银机：',
  set: '标志已设置，下一笔销售起打印。',
  removed: '标志已取消，下一笔销售起不再打印。',
  unchanged: '原本就是这样，没有任何改动。',
  refused(refusal) {
    const { code, params } = refusal
    const [dots, most] = [params?.['dots'] ?? '', params?.['most'] ?? '']
    if (code === 'logo.tooWide') return `标志宽 ${dots} 点，最宽的纸只有 ${most} 点。没有任何改动。请缩小图片。`
    if (code === 'logo.tooTall') return `标志高 ${dots} 点，超过 ${most} 点，每张小票都太费纸。没有任何改动。请缩小图片。`
    switch (reasonOf(refusal)) {
      case 'format': return '文件既不是 PBM，也不是未压缩的 BMP。没有任何改动。请另存为单色位图。'
      case 'colours': return '图片多于两种颜色。没有任何改动。请另存为单色位图。'
      case 'size': return '图片的宽或高超过 1,000 点，或为零。没有任何改动。'
      case 'length': return '文件在图片结束之前中断。没有任何改动。'
      case undefined: return `收银机没有接受此标志（${code}）。没有任何改动。`
    }
  },
}

/** By the terminal's locale: any Chinese one gets Chinese, everything else English. */
export function setLogoWords(locale: string): SetLogoWords {
  return /^zh\b|^zh_/i.test(locale) ? chinese : english
}
