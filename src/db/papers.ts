import { type PaperKind, type PaperTemplate } from '../domain/receipt/index.ts'
import { type Connection } from './connection.ts'
import { fromStoredJson } from './stored-json.ts'

/** One wording of a paper, as somebody saved it. */
export interface TemplateVersion {
  /** From 1. */
  readonly version: number
  readonly template: PaperTemplate
  /** Epoch ms. */
  readonly savedAt: number
  readonly operatorId: string
}

export interface PaperReads {
  /** Undefined: nobody ever worded this paper. */
  templateOf(paper: PaperKind): TemplateVersion | undefined
  /** Newest first, at most `limit`. */
  templateVersions(paper: PaperKind, limit: number): readonly TemplateVersion[]
  /** Gift receipts of a sale that were printed. */
  giftReceiptsOf(saleId: string): number
}

export interface PaperWrites {
  /** Adds a version; its number. */
  saveTemplate(paper: PaperKind, template: PaperTemplate, savedAt: number, operatorId: string): number
  /** One more; how many there are with it. */
  countGiftReceipt(saleId: string): number
}

type Row = readonly [version: number, template: string, savedAt: number, operatorId: string]

function toVersion([version, template, savedAt, operatorId]: Row): TemplateVersion {
  return { version, template: fromStoredJson<PaperTemplate>(template), savedAt, operatorId }
}

export function readPapers(db: Connection): PaperReads {
  const versions = db.prepare<[string, number], Row>('SELECT version, template, saved_at, operator_id FROM paper_template WHERE paper = ? ORDER BY version DESC LIMIT ?').raw()
  const printed = db.prepare<[string], number>('SELECT printed FROM gift_receipt WHERE sale_id = ?').pluck()
  return {
    templateOf(paper) {
      const row = versions.get(paper, 1)
      return row && toVersion(row)
    },
    templateVersions: (paper, limit) => versions.all(paper, limit).map(toVersion),
    giftReceiptsOf: (saleId) => printed.get(saleId) ?? 0,
  }
}

export function writePapers(db: Connection): PaperWrites {
  const latest = db.prepare<[string], number>('SELECT coalesce(max(version), 0) FROM paper_template WHERE paper = ?').pluck()
  const insert = db.prepare<[string, number, string, number, string]>('INSERT INTO paper_template (paper, version, template, saved_at, operator_id) VALUES (?, ?, ?, ?, ?)')
  const count = db.prepare<[string], number>('INSERT INTO gift_receipt (sale_id, printed) VALUES (?, 1) ON CONFLICT (sale_id) DO UPDATE SET printed = printed + 1 RETURNING printed').pluck()
  return {
    saveTemplate(paper, template, savedAt, operatorId) {
      const version = (latest.get(paper) ?? 0) + 1
      insert.run(paper, version, JSON.stringify(template), savedAt, operatorId)
      return version
    },
    countGiftReceipt: (saleId) => count.get(saleId) ?? 1,
  }
}
