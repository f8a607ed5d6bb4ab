import { accept, refuse, type Result } from '../errors/index.ts'

/** The papers that a store may word for itself. `report` is X and Z, `cash` the slip of one movement, `refund` also a void. */
export const paperKinds = ['receipt', 'refund', 'gift', 'cash', 'report'] as const
export type PaperKind = (typeof paperKinds)[number]

/** `store`: the store's own. Of two the first leads. */
export const paperLanguages = ['store', 'en', 'zh-CN', 'en+zh-CN', 'zh-CN+en'] as const
export type PaperLanguage = (typeof paperLanguages)[number]

/** What a paper may be without. Everything else (number, date, totals, the tax of each rate, DEMO and DUPLICATE) has no switch at all. */
export const paperParts = ['operator', 'sku', 'taxBase', 'code'] as const
export type PaperPart = (typeof paperParts)[number]

/** Which of them each paper has. A refund's code finds it again; a Z has nothing to leave out. */
export const partsOf: Readonly<Record<PaperKind, readonly PaperPart[]>> = {
  receipt: ['operator', 'sku', 'taxBase', 'code'],
  refund: ['operator', 'sku', 'taxBase', 'code'],
  // Its code is what it is for.
  gift: ['operator', 'sku'],
  cash: [],
  report: [],
}

/** How a store words one of its papers, and what it leaves out. */
export interface PaperTemplate {
  /** Under the store's name and address. */
  readonly headerLines: readonly string[]
  readonly logo: 'top' | 'bottom' | 'off'
  /** In place of the store's own last lines, where there are any. */
  readonly footerLines: readonly string[]
  /** Under everything else that is words. */
  readonly legalLines: readonly string[]
  readonly language: PaperLanguage
  /** Parts that are not printed. */
  readonly without: readonly PaperPart[]
}

/** As every paper was before anybody chose: with it a document is to the letter what it is without a template. */
export const plainTemplate: PaperTemplate = { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] }

/** `columns`: of the widest paper there is. */
export const templateLimits = { lines: 6, columns: 48 } as const

const lists = ['headerLines', 'footerLines', 'legalLines'] as const
export interface TemplateFault {
  readonly field: (typeof lists)[number]
  /** From 0. */
  readonly line: number
  readonly reason: 'tooLong' | 'control'
  /** Columns the line takes, and as many as there are. */
  readonly columns: number
  readonly most: number
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
// Tabs too: where a printer's tab stops stand, nobody knows.
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** Columns of a printer's paper that a text takes: two for a Han letter, one for others. */
export function paperColumns(text: string): number {
  let columns = 0
  for (const letter of text.normalize('NFC')) columns += wide.test(letter) ? 2 : 1
  return columns
}

/** What of it a paper of so many columns cannot show as one line, and what no paper can show. */
export function templateFaults(template: Pick<PaperTemplate, (typeof lists)[number]>, most: number): readonly TemplateFault[] {
  return lists.flatMap((field) =>
    template[field].flatMap((text, line): TemplateFault[] => {
      const columns = paperColumns(text)
      if (control.test(text)) return [{ field, line, reason: 'control', columns, most }]
      return columns > most ? [{ field, line, reason: 'tooLong', columns, most }] : []
    }),
  )
}

/** Refuses `template.invalid` (params `field`, `line` from 1, `reason`): the first fault on the widest paper, or too many lines. */
export function checkTemplate(template: PaperTemplate): Result<PaperTemplate> {
  const [fault] = templateFaults(template, templateLimits.columns)
  if (fault !== undefined) return refuse('template.invalid', { field: fault.field, line: fault.line + 1, reason: fault.reason })
  const many = lists.find((field) => template[field].length > templateLimits.lines)
  return many === undefined ? accept(template) : refuse('template.invalid', { field: many, line: templateLimits.lines + 1, reason: 'tooMany' })
}

/** Whether the paper has this part. Without a template it is as it always was. */
export function shows(template: PaperTemplate | undefined, part: PaperPart): boolean {
  return !(template ?? plainTemplate).without.includes(part)
}

/** The languages of a paper as one tag, or two with a plus between them: what the words are asked for by. */
export function paperLanguage(template: PaperTemplate | undefined, store: string): string {
  return template === undefined || template.language === 'store' ? store : template.language
}

type Words = { readonly [key: string]: string | Words }

/** Both catalogues' words beside each other, once where they are the same. For a street where every other customer reads the other one. */
export function bothWords<T extends object>(first: T, second: T): T {
  const merged = Object.entries(first as Words).map(([key, one]) => {
    const other = (second as Words)[key]
    if (typeof one === 'string') return [key, typeof other !== 'string' || other === one || other === '' ? one : one === '' ? other : `${one} ${other}`]
    return [key, typeof other === 'object' ? bothWords(one, other) : one]
  })
  return Object.fromEntries(merged) as T
}
