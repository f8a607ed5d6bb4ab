import { type EffectView, type PaperKindView, type PaperTemplateView, type TemplatePreviewView, type TemplateView } from '../../contracts/ipc/index.ts'
import { templateLimits } from '../../domain/receipt/index.ts'

export const templateLists = ['headerLines', 'footerLines', 'legalLines'] as const
export type TemplateList = (typeof templateLists)[number]

/** The page on which the store words its papers. */
export interface TemplatesWork {
  readonly kind: 'templates'
  readonly paper: PaperKindView
  /** Undefined until the core answered. */
  readonly view: TemplateView | 'refused' | undefined
  /** As it is being written: each list with an empty line to write the next into. */
  readonly draft: PaperTemplateView
  /** Drafts before this one, and those that were taken back: the newest last. */
  readonly past: readonly PaperTemplateView[]
  readonly future: readonly PaperTemplateView[]
  /** What the last change was about: letters typed one after another into one line are one change. */
  readonly touched: string | undefined
  /** Of the paper that is shown, in millimetres. */
  readonly width: 58 | 80
  readonly preview: TemplatePreviewView | undefined
  readonly printed: readonly EffectView[] | undefined
  readonly saving: boolean
}

export const emptyTemplate: PaperTemplateView = { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] }

/** One field more than there are lines, as many as the core takes. */
export function withFields(template: PaperTemplateView): PaperTemplateView {
  const fields = (lines: readonly string[]): string[] => Array.from({ length: Math.min(templateLimits.lines, lines.length + 1) }, (_, index) => lines[index] ?? '')
  return { ...template, headerLines: fields(template.headerLines), footerLines: fields(template.footerLines), legalLines: fields(template.legalLines) }
}

/** As far as it is written, letter by letter: the space that was just typed is the one before the next word. */
function begun(draft: PaperTemplateView): PaperTemplateView {
  const lines = (list: readonly string[]): string[] => list.slice(0, list.findLastIndex((line) => line !== '') + 1)
  return { ...draft, headerLines: lines(draft.headerLines), footerLines: lines(draft.footerLines), legalLines: lines(draft.legalLines) }
}

/** What is kept: no empty line at the end of a list. One in the middle is there on purpose. */
export function written(draft: PaperTemplateView): PaperTemplateView {
  const lines = (list: readonly string[]): string[] => list.slice(0, list.findLastIndex((line) => line.trim() !== '') + 1).map((line) => line.trimEnd())
  return { ...draft, headerLines: lines(draft.headerLines), footerLines: lines(draft.footerLines), legalLines: lines(draft.legalLines) }
}

/** Whether something was written that nobody saved. */
export function isChanged({ view, draft }: Pick<TemplatesWork, 'view' | 'draft'>): boolean {
  if (view === undefined || view === 'refused') return false
  const spelt = (template: PaperTemplateView): string => JSON.stringify({ ...written(template), without: [...template.without].sort() })
  return spelt(draft) !== spelt(view.template)
}

const mostSteps = 100

/** The draft changed: a step that can be taken back, unless it goes on with the one before. */
export function changed(work: TemplatesWork, changes: Partial<PaperTemplateView>, touched?: string): TemplatesWork {
  const goesOn = touched !== undefined && touched === work.touched
  return { ...work, draft: withFields(begun({ ...work.draft, ...changes })), past: goesOn ? work.past : [...work.past, work.draft].slice(-mostSteps), future: [], touched, printed: undefined }
}

export function takenBack(work: TemplatesWork): TemplatesWork {
  const before = work.past.at(-1)
  return before === undefined ? work : { ...work, draft: before, past: work.past.slice(0, -1), future: [...work.future, work.draft], touched: undefined }
}

export function doneAgain(work: TemplatesWork): TemplatesWork {
  const after = work.future.at(-1)
  return after === undefined ? work : { ...work, draft: after, future: work.future.slice(0, -1), past: [...work.past, work.draft], touched: undefined }
}
