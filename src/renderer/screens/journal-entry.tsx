import { ArrowLeft, ReceiptText } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type JournalEntryView, type JournalFactView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { entryWords, factGroups, fieldWords, valueWords } from '../state/journal-words.ts'
import { fullDateText } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { usePersonWords } from './person-words.ts'

/** So many facts stand at once. A sale of 340 lines has thousands, and who needs the last of them asks for it. */
const shownAtOnce = 200

/** A region that scrolls has to take the focus, else a keyboard cannot scroll it. */
function scrollByKeys(region: HTMLDivElement | null): void {
  region?.setAttribute('tabindex', '0')
}

const clock = { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

function Fact(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-9 flex-wrap items-baseline gap-x-4 border-b border-line px-4 py-1.5 text-sm last:border-b-0">
      <dt className="basis-40 text-ink-2">{props.name}</dt>
      <dd className="number min-w-0 flex-1 font-semibold break-words">{props.children}</dd>
    </div>
  )
}

function Value(props: { readonly fact: JournalFactView; readonly entry: JournalEntryView }) {
  const { t } = useTranslation()
  const time = useStoreTime()
  const { kind, value, path } = props.fact
  const { row } = props.entry
  if (typeof value === 'string') return <>{kind === 'person' ? value : valueWords(t, row.type, path.at(-1) ?? '', value)}</>
  if (kind === 'amount') return <Amount value={value} currency={row.currency} />
  if (kind === 'moment') return <>{time(value, clock)}</>
  if (kind === 'quantity') return <>{formatQuantity(value, 'each')}</>
  if (kind === 'rate') return <>{value / 10_000} %</>
  return <>{value}</>
}

/** Everything an entry says: who, when, where in the journal, and the rest in words as far as there are any. */
export function EntryFacts(props: { readonly entry: JournalEntryView }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const time = useStoreTime()
  const person = usePersonWords()
  const [most, setMost] = useState(shownAtOnce)
  const { row, hash, catalogueVersion, facts } = props.entry
  const groups = factGroups(t, facts.slice(0, most))
  return (
    <div ref={scrollByKeys} role="region" aria-label={t('journal.facts')} className="min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-surface shadow-1">
      <h2 className="px-4 pt-3 pb-2 text-lg font-bold">{entryWords(t, row)}</h2>
      <dl>
        <Fact name={t('journal.column.time')}>{time(row.at, clock)}</Fact>
        {row.businessDate !== '' && <Fact name={t('journal.column.businessDay')}>{fullDateText(row.businessDate, language)}</Fact>}
        <Fact name={t('journal.column.operator')}>{person(row)}</Fact>
        {row.approverName !== undefined && <Fact name={t('journal.column.approver')}>{row.approverName}</Fact>}
        <Fact name={t('journal.column.place')}>
          {row.epoch}-{row.seq} · {row.type} · {hash.slice(0, 16)}
        </Fact>
        {catalogueVersion !== undefined && <Fact name={fieldWords(t, 'catalogueVersion', '')}>{catalogueVersion}</Fact>}
      </dl>
      {groups.map((group) => (
        <div key={group.title} className="border-t border-line">
          {group.title !== '' && <h3 className="bg-sunken px-4 py-1.5 text-[13px] font-bold text-ink-2">{group.title}</h3>}
          <dl>
            {group.facts.map((fact) => (
              <Fact key={fact.path.join('/')} name={fieldWords(t, fact.path.at(-1) ?? '', fact.path.length === 1 ? row.type : '')}>
                <Value fact={fact} entry={props.entry} />
              </Fact>
            ))}
          </dl>
        </div>
      ))}
      {facts.length > most && (
        <Key testId="more-facts" look="bare" className="min-h-12 w-full justify-center font-semibold" onPress={() => setMost(most + shownAtOnce)}>
          {t('journal.moreFacts', { count: facts.length - most })}
        </Key>
      )}
    </div>
  )
}

/** One entry in full, with the ways on from it. */
export function JournalEntry(props: { readonly entry: JournalEntryView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { row } = props.entry
  const key = 'h-12 gap-2.5 px-4 font-semibold'
  return (
    <section data-testid="journal-entry" aria-label={entryWords(t, row)} className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-2 pb-4">
      <div className="flex flex-wrap gap-2">
        <Key className={key} onPress={acts.leaveEntry}>
          <ArrowLeft aria-hidden="true" size={20} /> {t('title.journal')} <Shortcut keys={labelOf('back')} boxed />
        </Key>
        {row.saleId !== undefined && (
          <Key testId="entry-receipt" look="accent" className={key} onPress={acts.showEntryReceipt}>
            <ReceiptText aria-hidden="true" size={20} /> {t('journal.showReceipt')} <Shortcut keys={labelOf('journalReceipt')} boxed />
          </Key>
        )}
      </div>
      <EntryFacts entry={props.entry} />
    </section>
  )
}
