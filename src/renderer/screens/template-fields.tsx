import { Check, OctagonAlert } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { paperLanguages, partsOf } from '../../domain/receipt/index.ts'
import { useActs } from '../state/context.ts'
import { type TemplateList, templateLists, type TemplatesWork } from '../state/templates-work.ts'
import { FieldAside, Key } from '../ui/index.ts'
import { Chips } from './setup-parts.tsx'

/** A list of lines as they stand on the paper, each with what is wrong with it beside it. */
function Lines(props: { readonly of: TemplateList; readonly work: TemplatesWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { of, work } = props
  const legend = t(`templates.${of}`)
  return (
    <fieldset data-testid={`template-${of}`} className="flex flex-col gap-2 rounded-key">
      <legend className="mb-1.5 text-sm font-semibold text-ink-2">
        {legend}
        <span className="ms-2 font-normal text-ink-2">{t(`templates.${of}.hint`)}</span>
      </legend>
      {work.draft[of].map((line, index) => {
        const fault = work.preview?.faults.find(({ field, line: at }) => field === of && at === index)
        const id = `fault-${of}-${index}`
        return (
          // A line is its place on the paper.
          <div key={index} className="flex flex-col gap-1">
            <div data-field className="flex items-center gap-2">
              <input
                data-testid={`template-${of}-${index}`}
                aria-label={t('setup.line', { name: legend, number: index + 1 })}
                value={line}
                maxLength={200}
                autoComplete="off"
                spellCheck={false}
                aria-invalid={fault !== undefined}
                {...(fault === undefined ? {} : { 'aria-describedby': id })}
                onChange={(event) => acts.writeTemplateLine(of, index, event.target.value)}
                className={`h-12 w-full min-w-0 rounded-key border bg-surface px-4 text-base text-ink ${fault === undefined ? 'border-line-strong' : 'border-danger'}`}
              />
              <FieldAside />
            </div>
            {fault !== undefined && (
              <span id={id} role="alert" data-testid={id} className="flex items-start gap-1.5 text-sm font-semibold text-danger">
                <OctagonAlert aria-hidden="true" size={18} className="mt-px shrink-0" /> {t(`templates.fault.${fault.reason}`, { columns: fault.columns, most: fault.most, width: work.width })}
              </span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** What is on the paper and what is not: a key each, pressed where it is printed. */
function Parts(props: { readonly work: TemplatesWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { paper, draft } = props.work
  if (partsOf[paper].length === 0) return null
  return (
    <section className="flex flex-col gap-1.5">
      <h2 className="text-sm font-semibold text-ink-2">{t('templates.parts')}</h2>
      <Group aria-label={t('templates.parts')} className="flex flex-wrap gap-2">
        {partsOf[paper].map((part) => {
          const printed = !draft.without.includes(part)
          return (
            <Key key={part} testId={`template-part-${part}`} look={printed ? 'dark' : 'outline'} isPressed={printed} className="min-h-12 justify-center gap-1.5 rounded-full! px-4 text-sm font-semibold" onPress={() => acts.togglePart(part)}>
              {printed && <Check aria-hidden="true" size={16} />}
              {t(`templates.part.${part}`)}
            </Key>
          )
        })}
      </Group>
      <p className="text-sm text-ink-2">{t('templates.always')}</p>
    </section>
  )
}

/** Everything that can be said and left out on one paper. */
export function TemplateFields(props: { readonly work: TemplatesWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { work } = props
  return (
    <>
      {templateLists.map((list) => (
        <Lines key={list} of={list} work={work} />
      ))}
      <Parts work={work} />
      <Chips label={t('templates.logo')} testId="template-logo" chosen={work.draft.logo} all={(['top', 'bottom', 'off'] as const).map((value) => ({ value, words: t(`templates.logo.${value}`) }))} onChoose={(logo) => acts.chooseTemplate({ logo })} />
      {work.view !== undefined && work.view !== 'refused' && !work.view.hasLogo && <p className="-mt-3 text-sm text-ink-2">{t('templates.noLogo')}</p>}
      <Chips label={t('templates.language')} testId="template-language" chosen={work.draft.language} all={paperLanguages.map((value) => ({ value, words: t(`templates.language.${value}`) }))} onChoose={(language) => acts.chooseTemplate({ language })} />
    </>
  )
}
