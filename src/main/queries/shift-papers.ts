import { type RegisterReader } from '../../db/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { paperLanguage, zPaper, type PaperKind, type ReceiptDocument, type ReceiptMark, type ShiftPaperFacts } from '../../domain/receipt/index.ts'
import { type ZBody } from '../../domain/shift/index.ts'
import { firstLanguage, receiptWords, shiftWords } from '../words/index.ts'
import { modeMarks } from './mode-marks.ts'

/** A `shift.closed` entry, as far as a paper and a screen read it. */
export interface ZDocument {
  readonly at: number
  readonly tzOffset: number
  readonly operator: string
  readonly approver?: string
  readonly body: ZBody
}

/** Our own words, kept verbatim under a hash: what this register wrote, it can read. */
export function zDocumentOf(text: string): ZDocument {
  const entry: unknown = JSON.parse(text)
  return entry as ZDocument
}

interface Written {
  readonly at: number
  readonly tzOffset: number
  readonly operator: string
  readonly approver?: string | undefined
}

/** What stands around the figures of a shift's paper: in the store's language, with the names of today. */
export function shiftPaperFacts(reader: RegisterReader, paper: Extract<PaperKind, 'cash' | 'report'>, { at, tzOffset, operator, approver }: Written, marks: readonly ReceiptMark[] = []): ShiftPaperFacts {
  const facts = reader.facts()
  const template = reader.templateOf(paper)?.template
  const languages = paperLanguage(template, facts.language)
  const nameOf = (id: string): string => reader.operatorById(id)?.name ?? id
  return {
    store: facts,
    at,
    tzOffset,
    operatorName: nameOf(operator),
    ...(approver === undefined ? {} : { approverName: nameOf(approver) }),
    words: receiptWords(languages),
    shiftWords: shiftWords(languages),
    language: firstLanguage(languages),
    ...(template && { template }),
    marks: modeMarks(facts, marks),
    nameOf,
    voucherName: (kind) => {
      const names = facts.voucherKinds?.find(({ id }) => id === kind)?.names
      return names === undefined ? kind : nameIn(names, firstLanguage(languages))
    },
  }
}

export function zPaperOf(reader: RegisterReader, z: ZDocument, marks: readonly ReceiptMark[] = []): ReceiptDocument {
  return zPaper(z.body, shiftPaperFacts(reader, 'report', z, marks))
}
