import { CalendarDays, Download, Search, UserRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { journalGroupNames, type JournalRowView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { isNoDay } from '../state/day-text.ts'
import { entryWords } from '../state/journal-words.ts'
import { fullDateText, hourAndMinute, storeDate } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'
import { JournalEntry } from './journal-entry.tsx'
import { usePersonWords } from './person-words.ts'

/** The next page is asked for when less than this is left below, in CSS pixels. */
const nearTheEnd = 400
const key = 'min-h-12 gap-2 px-3.5 text-sm font-semibold whitespace-nowrap'

/** One entry in a list of them. */
export function JournalRow(props: { readonly row: JournalRowView; readonly chosen: boolean; readonly onPress: () => void }) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  const language = useScreen((state) => state.language)
  const timeZone = useScreen((state) => state.register?.timeZone)
  const time = useStoreTime()
  const person = usePersonWords()
  const { row, chosen } = props
  const onClock = storeDate(row.at, timeZone)
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={element} className="px-0.5">
      <Key testId="journal-row" className={`min-h-14 w-full gap-3 px-3.5 py-1.5 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={props.onPress}>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-[15px] font-bold text-ink">{entryWords(t, row)}</span>
          <span className="number block truncate text-[13px] text-ink-2">
            {fullDateText(onClock, language)} {time(row.at, { ...hourAndMinute, second: '2-digit' })} · {person(row)}
            {row.approverName !== undefined && ` · ${t('journal.approvedBy', { name: row.approverName })}`}
            {row.businessDate !== '' && onClock !== row.businessDate && ` · ${t('receipts.businessDay', { day: fullDateText(row.businessDate, language) })}`}
          </span>
        </span>
        {row.amount !== undefined && <Amount value={row.amount} currency={row.currency} className="shrink-0 text-base font-bold text-ink" />}
      </Key>
    </div>
  )
}

function Filters() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const operators = useScreen((state) => state.register?.operators)
  if (work.kind !== 'journal') return null
  const { period, group, operatorId, exporting } = work
  const operator = operators?.find(({ id }) => id === operatorId)
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <ArmedField of="entry" drawing={Search} label={t('journal.search')} placeholder={t('journal.placeholder')} className="min-w-48 flex-1" />
        <Key testId="journal-period" look={period === 'all' ? 'plain' : 'dark'} className={key} onPress={acts.nextJournalPeriod}>
          <CalendarDays aria-hidden="true" size={18} /> {t(`journal.period.${period}`)} <Shortcut keys={labelOf('journalPeriod')} boxed />
        </Key>
        <Key testId="journal-operator" look={operatorId === undefined ? 'plain' : 'dark'} className={key} onPress={acts.nextJournalOperator}>
          <UserRound aria-hidden="true" size={18} /> <span className="max-w-36 truncate">{operator?.name ?? t('journal.everybody')}</span> <Shortcut keys={labelOf('journalOperator')} boxed />
        </Key>
        <Key testId="journal-export" look="outline" className={key} isDisabled={exporting !== undefined} onPress={acts.exportJournal}>
          <Download aria-hidden="true" size={18} /> {t('journal.export')} <Shortcut keys={labelOf('exportJournal')} boxed />
        </Key>
      </div>
      <Group aria-label={t('journal.groups')} className="flex flex-wrap gap-2">
        {[undefined, ...journalGroupNames].map((each) => (
          <Key key={each ?? 'all'} testId={`journal-${each ?? 'all'}`} look={group === each ? 'dark' : 'plain'} isPressed={group === each} className={key} onPress={() => acts.chooseJournalGroup(each)}>
            {t(`journal.group.${each ?? 'all'}`)}
          </Key>
        ))}
      </Group>
      {exporting !== undefined && (
        <p role="status" data-testid="journal-exporting" className="number flex items-center gap-2 text-sm font-semibold text-ink-2">
          {t('journal.exporting', { count: exporting })} <Shortcut keys={labelOf('back')} boxed />
        </p>
      )}
    </>
  )
}

/** Who did what and when, page by page, and one entry of it in full. */
export function Journal() {
  const { t } = useTranslation()
  const noDay = useScreen(({ entry, language, register }) => isNoDay(entry.trim(), language, storeDate(new Date(), register?.timeZone)))
  const acts = useActs()
  const journal = useScreen((state) => state.journal)
  const entry = useScreen((state) => state.openEntry)
  if (entry !== undefined) return <JournalEntry entry={entry} />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-4 pt-2 pb-4">
      <Filters />
      {journal?.listing === true && <p className="text-sm text-ink-2">{t('journal.listing')}</p>}
      {journal !== undefined && journal.found.length === 0 && <p className="p-6 text-center text-[15px] text-ink-2">{t(noDay ? 'journal.noSuchDay' : 'journal.nothing')}</p>}
      {journal !== undefined && journal.found.length > 0 && (
        <Group
          aria-label={t('journal.list')}
          data-own-enter
          className="min-h-0 flex-1 overflow-y-auto"
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < nearTheEnd) acts.moreJournal()
          }}
        >
          <div className="flex flex-col gap-1.5 py-0.5">
            {journal.found.map((row, index) => (
              <JournalRow key={`${row.epoch}-${row.seq}`} row={row} chosen={index === journal.chosen} onPress={() => acts.showEntry(row)} />
            ))}
          </div>
        </Group>
      )}
    </div>
  )
}
