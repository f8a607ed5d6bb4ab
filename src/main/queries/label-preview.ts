import { type Input, type LabelPreviewView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { labelSizes, layoutLabel } from '../../domain/label/index.ts'
import { labelDocument } from './label-document.ts'
import { type QueryContext } from './query-context.ts'

/** A label to be looked at: laid out by what lays it out for the printer. */
export function labelPreview({ reader }: QueryContext, input: Input<'label-preview'>): Result<LabelPreviewView> {
  const document = labelDocument(reader, input, input.today)
  if (!document.ok) return document
  return accept({ language: document.value.language, layout: layoutLabel(document.value, input.dpi), millimetres: { ...labelSizes[input.size] } })
}
