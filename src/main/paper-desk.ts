import { type Input, type Output } from '../contracts/ipc/index.ts'
import { accept, type Result } from '../domain/errors/index.ts'
import { templateFaults } from '../domain/receipt/index.ts'
import { type CoreInternal } from './core/index.ts'
import { columnsOfWidth, type paperDrawer } from './devices/index.ts'

export interface PaperDeskParts {
  readonly core: Pick<CoreInternal, 'samplePaper' | 'hasRight'>
  readonly draw: ReturnType<typeof paperDrawer>
  readonly now: () => number
}

/** What is answered about papers outside the core, which knows no printer. */
export function createPaperDesk({ core, draw, now }: PaperDeskParts) {
  return {
    async preview({ paper, template, width }: Input<'template-preview'>, { seat }: { readonly seat: string }): Promise<Result<Output<'template-preview'>>> {
      const allowed = await core.hasRight(seat, 'setStore')
      if (!allowed.ok) return allowed
      const faults = templateFaults(template, columnsOfWidth(width))
      // A control character in the middle of a preview would be obeyed by whatever reads the bytes: it is left out of the picture, and told.
      const wrong = (field: (typeof faults)[number]['field']) => (_line: string, at: number): boolean => !faults.some((fault) => fault.field === field && fault.line === at && fault.reason === 'control')
      const drawable = { ...template, headerLines: template.headerLines.filter(wrong('headerLines')), footerLines: template.footerLines.filter(wrong('footerLines')), legalLines: template.legalLines.filter(wrong('legalLines')) }
      const drawn = await draw(await core.samplePaper({ paper, template: drawable, at: now() }), width)
      return accept({ ...drawn, replaced: [...drawn.replaced], faults: faults.map((fault) => ({ ...fault })) })
    },
  }
}
