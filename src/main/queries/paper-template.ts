import { type Input, type PaperTemplateView, type TemplateView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { plainTemplate, type PaperKind, type PaperTemplate } from '../../domain/receipt/index.ts'
import { templateId } from '../../domain/settings/index.ts'
import { isOfHeadOffice } from './of-head-office.ts'
import { type QueryContext } from './query-context.ts'

/** Versions that a screen shows; all of them are kept. */
const shown = 20

function view({ headerLines, footerLines, legalLines, logo, language, without }: PaperTemplate): PaperTemplateView {
  return { headerLines: [...headerLines], logo, footerLines: [...footerLines], legalLines: [...legalLines], language, without: [...without] }
}

export function templateViewOf(reader: RegisterReader, paper: PaperKind): TemplateView {
  const versions = reader.templateVersions(paper, shown)
  return {
    paper,
    version: versions[0]?.version ?? 0,
    template: view(versions[0]?.template ?? plainTemplate),
    versions: versions.map(({ version, savedAt, operatorId, template }) => ({ version, savedAt, operatorName: reader.operatorById(operatorId)?.name ?? '', template: view(template) })),
    hasLogo: reader.logoHash() !== '',
    ...(isOfHeadOffice(reader, templateId(paper)) && { ofHeadOffice: true as const }),
  }
}

export function paperTemplate({ reader }: QueryContext, { paper }: Input<'paper-template'>): Result<TemplateView> {
  return accept(templateViewOf(reader, paper))
}
