import type { FedSetting } from '../../contracts/replication/index.ts'
import { paperLanguages, type PaperKind, partsOf, plainTemplate, type TemplateFault, templateFaults, templateLimits } from '../../domain/receipt/index.ts'
import { element } from './dom.ts'
import { type SettingWords } from './setting-words.ts'
import { choice, type Fields, type Read } from './typed-fields.ts'

type Template = Extract<FedSetting, { kind: 'template' }>['template']
const lists = ['headerLines', 'footerLines', 'legalLines'] as const
const logos = ['top', 'bottom', 'off'] as const

/** How one paper is worded, a line to a row. What no paper can show is said here, before it travels. */
export function templateFields(paper: PaperKind, kept: Template | undefined, said: SettingWords): Fields {
  const template = kept ?? plainTemplate
  const areas = { headerLines: area(said.template.headerLines, template.headerLines), footerLines: area(said.template.footerLines, template.footerLines), legalLines: area(said.template.legalLines, template.legalLines) }
  const logo = choice(said.template.logo, logos.map((one) => [one, said.template.logos[one]] as const), template.logo)
  const language = choice(said.template.language, paperLanguages.map((one) => [one, said.template.languages[one]] as const), template.language)
  const parts = partsOf[paper].map((part) => {
    const box = element('input', '', [], { type: 'checkbox' })
    box.checked = !template.without.includes(part)
    return { part, box, row: element('label', 'tick', [box, element('span', '', [said.template.parts[part]])]) }
  })

  function faultOf({ field, line, reason, columns, most }: TemplateFault): Read {
    return { ok: false, why: reason === 'control' ? said.hidden : said.template.tooLong(line + 1, columns, most), where: areas[field].text }
  }

  return {
    rows: [
      ...lists.map((list) => areas[list].row), logo.row, language.row,
      ...(parts.length === 0 ? [] : [element('fieldset', 'ticks', [element('legend', '', [said.template.printed]), ...parts.map(({ row }) => row)])]),
    ],
    first: areas.headerLines.text,
    read: () => {
      const lines = { headerLines: linesOf(areas.headerLines.text), footerLines: linesOf(areas.footerLines.text), legalLines: linesOf(areas.legalLines.text) }
      const many = lists.find((list) => lines[list].length > templateLimits.lines)
      if (many !== undefined) return { ok: false, why: said.template.tooMany(templateLimits.lines), where: areas[many].text }
      const [fault] = templateFaults(lines, templateLimits.columns)
      if (fault !== undefined) return faultOf(fault)
      return {
        ok: true,
        setting: {
          kind: 'template',
          paper,
          template: {
            ...lines,
            logo: logos.find((one) => one === logo.select.value) ?? 'top',
            language: paperLanguages.find((one) => one === language.select.value) ?? 'store',
            // What this paper has no switch for stays as it is.
            without: [...template.without.filter((part) => !partsOf[paper].includes(part)), ...parts.filter(({ box }) => !box.checked).map(({ part }) => part)],
          },
        },
      }
    },
  }
}

function area(label: string, lines: readonly string[]): { readonly row: HTMLElement; readonly text: HTMLTextAreaElement } {
  const text = element('textarea', '', [], { rows: '3', autocomplete: 'off', spellcheck: 'false' })
  text.value = lines.join('\n')
  return { row: element('label', 'field', [element('span', '', [label]), text]), text }
}

/** Empty lines at the end are nobody's wish. */
function linesOf({ value }: HTMLTextAreaElement): string[] {
  return value.trimEnd() === '' ? [] : value.trimEnd().split(/\r?\n/u)
}
