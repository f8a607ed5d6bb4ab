import { ArrowLeft } from 'lucide-react'
import { type ReactNode } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type DocumentView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs } from '../state/context.ts'
import { type DocumentList } from '../state/report-work.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { EntryFacts } from './journal-entry.tsx'
import { JournalRow } from './journal.tsx'
import { ReceiptPaper } from './receipt-paper.tsx'
import { ReceiptRow } from './receipts.tsx'

/** The next page is asked for when less than this is left below, in CSS pixels. */
const nearTheEnd = 400

/** A region that scrolls has to take the focus, else a keyboard cannot scroll it. */
function scrollByKeys(region: HTMLDivElement | null): void {
  region?.setAttribute('tabindex', '0')
}

function keyOf(document: DocumentView): string {
  return 'receipt' in document ? document.receipt.id : `${document.entry.epoch}-${document.entry.seq}`
}

/** What a figure is made of: receipts and entries in one list, each to be opened in its place. */
export function Documents(props: { readonly list: DocumentList; readonly heading: string; readonly back: string; readonly onMore: () => void; readonly onOpen: (document: DocumentView) => void; readonly onBack: () => void; /** What else there is to say and to do, above the list. */ readonly children?: ReactNode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { list, heading } = props
  const { open } = list
  return (
    <section data-testid="documents" aria-label={heading} className="flex min-h-0 flex-1 flex-col gap-2 px-4 pt-2 pb-4">
      <div className="flex shrink-0 flex-wrap items-center gap-3">
        <Key testId="documents-back" className="h-12 gap-2.5 px-4 font-semibold" onPress={props.onBack}>
          <ArrowLeft aria-hidden="true" size={20} /> {open === undefined ? props.back : t('documents.list')} <Shortcut keys={labelOf('back')} boxed />
        </Key>
        <h2 className="min-w-0 flex-1 text-base font-bold break-words">{heading}</h2>
      </div>
      {open === undefined && props.children}
      {open !== undefined && 'receipt' in open && (
        <>
          <div ref={scrollByKeys} data-testid="receipt-paper" role="region" aria-label={t('receipt.paper')} className="min-h-0 flex-1 overflow-auto rounded-card bg-sunken p-3">
            <ReceiptPaper document={open.receipt.document} />
          </div>
          <Key testId="document-receipt" className="min-h-14 shrink-0 justify-center gap-2.5 px-4 text-base font-semibold" onPress={() => acts.openScanned(open.receipt.sale.id)}>
            {t('documents.toReceipts')}
          </Key>
        </>
      )}
      {open !== undefined && 'entry' in open && <EntryFacts entry={open.entry} />}
      {open === undefined && list.found.length === 0 && <p className="p-6 text-center text-[15px] text-ink-2">{t(list.more ? 'documents.looking' : 'documents.none')}</p>}
      {open === undefined && list.found.length > 0 && (
        <Group
          aria-label={heading}
          data-own-enter
          className="min-h-0 flex-1 overflow-y-auto"
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < nearTheEnd) props.onMore()
          }}
        >
          <div className="flex flex-col gap-2 py-0.5">
            {list.found.map((document, index) => {
              const parts = { chosen: index === list.chosen, onPress: () => props.onOpen(document) }
              return 'receipt' in document ? <ReceiptRow key={keyOf(document)} sale={document.receipt} open={false} {...parts} /> : <JournalRow key={keyOf(document)} row={document.entry} {...parts} />
            })}
          </div>
        </Group>
      )}
    </section>
  )
}
