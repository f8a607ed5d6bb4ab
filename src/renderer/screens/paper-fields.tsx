import { useTranslation } from 'react-i18next'
import { type SetupDraft } from '../state/setup-work.ts'
import { FieldAside } from '../ui/index.ts'
import { SetupField } from './setup-parts.tsx'

/** As many characters as the paper is wide. */
const longestLine = 48

type Paper = Pick<SetupDraft, 'chainName' | 'storeName' | 'storeLines' | 'receiptFooter'>
type Change = (changes: Partial<Paper>) => void

/** A list of short lines, one field each: what is written here is a line on paper. */
function Lines(props: { readonly of: 'storeLines' | 'receiptFooter'; readonly legend: string; readonly hint: string; readonly lines: readonly string[]; readonly placeholder: string; readonly isDisabled: boolean; readonly change: Change }) {
  const { t } = useTranslation()
  return (
    <fieldset data-testid={`setup-${props.of}`} className="flex flex-col gap-2 rounded-key">
      <legend className="mb-1.5 text-sm font-semibold text-ink-2">
        {props.legend}
        <span className="ms-2 font-normal text-ink-3">{props.hint}</span>
      </legend>
      {props.lines.map((line, index) => (
        // A line is its place on the paper.
        <div key={index} data-field className="flex items-center gap-2">
          <input
            data-testid={`setup-${props.of}-${index}`}
            aria-label={t('setup.line', { name: props.legend, number: index + 1 })}
            value={line}
            disabled={props.isDisabled}
            maxLength={longestLine}
            autoComplete="off"
            spellCheck={false}
            placeholder={index === 0 ? props.placeholder : ''}
            onChange={(event) => props.change({ [props.of]: props.lines.map((one, place) => (place === index ? event.target.value : one)) })}
            className="h-12 w-full min-w-0 rounded-key border border-line-strong bg-surface px-4 text-base text-ink placeholder:text-ink-3 disabled:bg-sunken disabled:text-ink-2"
          />
          <FieldAside />
        </div>
      ))}
    </fieldset>
  )
}

/** The words around a receipt: of a shop that is being set up, and afterwards in its settings. */
export function PaperFields(props: { readonly draft: Paper; readonly change: Change; readonly ofHeadOffice?: readonly string[] }) {
  const { t } = useTranslation()
  const { draft, change, ofHeadOffice = [] } = props
  const isKept = (field: string): boolean => ofHeadOffice.includes(field)
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-4 min-[1200px]:grid-cols-[1.5fr_1fr]">
        <SetupField first={!isKept('chainName')} isDisabled={isKept('chainName')} field="chainName" label={t('setup.chainName')} value={draft.chainName} maxLength={longestLine} onChange={(chainName) => change({ chainName })} />
        <SetupField isDisabled={isKept('storeName')} field="storeName" label={t('setup.storeName')} hint={t('setup.optional')} value={draft.storeName} maxLength={longestLine} onChange={(storeName) => change({ storeName })} />
      </div>
      <Lines of="storeLines" isDisabled={isKept('storeLines')} legend={t('setup.storeLines')} hint={t('setup.storeLines.hint')} lines={draft.storeLines} placeholder={t('setup.storeLines.example')} change={change} />
      <Lines of="receiptFooter" isDisabled={isKept('receiptFooter')} legend={t('setup.receiptFooter')} hint={t('setup.optional')} lines={draft.receiptFooter} placeholder={t('setup.receiptFooter.example')} change={change} />
    </>
  )
}
