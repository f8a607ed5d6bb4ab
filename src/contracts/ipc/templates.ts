import { z } from 'zod'
import { paperKinds, paperLanguages, paperParts, templateLimits } from '../../domain/receipt/index.ts'
import { command, query } from './define.ts'
import { effectView } from './views.ts'

export const paperKindView = z.enum(paperKinds)
export type PaperKindView = z.infer<typeof paperKindView>

// Longer than any paper is wide: what is too wide is told beside its field, and not as a request that nobody understands.
const lines = z.array(z.string().max(200)).max(templateLimits.lines)
export const paperTemplateView = z.strictObject({
  headerLines: lines,
  logo: z.enum(['top', 'bottom', 'off']),
  footerLines: lines,
  legalLines: lines,
  language: z.enum(paperLanguages),
  without: z.array(z.enum(paperParts)).max(paperParts.length),
})
export type PaperTemplateView = z.infer<typeof paperTemplateView>

const paper = { paper: paperKindView }

export const templateView = z.strictObject({
  ...paper,
  /** 0: nobody worded this paper yet. */
  version: z.int(),
  template: paperTemplateView,
  /** Newest first, with the one in force. */
  versions: z.array(z.strictObject({ version: z.int(), savedAt: z.int(), operatorName: z.string(), template: paperTemplateView })),
  hasLogo: z.boolean(),
  ofHeadOffice: z.exactOptional(z.literal(true)),
})
export type TemplateView = z.infer<typeof templateView>

/** How one of the store's papers is worded now, and was before. */
export const paperTemplate = query('paper-template', { who: 'setStore', input: z.strictObject(paper), output: templateView })

/**
 * From the next such paper on, printed again ones too. A version more, also where it is an earlier one again; the same as now is none.
 * Refuses `template.invalid` {field, line, reason}.
 */
export const setTemplate = command('set-template', { who: 'setStore', input: z.strictObject({ ...paper, template: paperTemplateView }), output: templateView })

export const paperWidths = [58, 80] as const
/** The paper as the printer's own bytes come out on it, drawn: an SVG of its dots. `width` in millimetres. Keeps nothing. */
export const templatePreview = query('template-preview', {
  who: 'setStore',
  input: z.strictObject({ ...paper, template: paperTemplateView, width: z.literal(paperWidths) }),
  output: z.strictObject({
    svg: z.string(),
    /** The same paper as text, for whoever cannot see it. */
    text: z.string(),
    columns: z.int(),
    faults: z.array(z.strictObject({ field: z.enum(['headerLines', 'footerLines', 'legalLines']), line: z.int(), reason: z.enum(['tooLong', 'control']), columns: z.int(), most: z.int() })),
    /** Letters that neither the printer nor a font of ours has: a "?" stands for each. */
    replaced: z.array(z.string()),
  }),
})
export type TemplatePreviewView = z.infer<typeof templatePreview.output>

/** The draft on paper, marked as no receipt. A repeat of the request prints nothing more and says what became of it. */
export const printTemplate = command('print-template', { who: 'setStore', input: z.strictObject({ ...paper, template: paperTemplateView }), output: z.strictObject({ effects: z.array(effectView) }) })
