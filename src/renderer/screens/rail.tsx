import { Banknote, ChartColumn, Lock, ReceiptText, ScrollText, Settings, ShoppingCart, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Permission } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { screenOf } from '../state/screen-state.ts'
import { type Screen } from '../state/views.ts'
import { Avatar, Key, Mark, Shortcut } from '../ui/index.ts'
import { GateMark, useGate } from './gated-key.tsx'
import { LanguageKey, LayoutKey, ThemeKey } from './preference-keys.tsx'

/** A page of the register: told as the current one, or the key to it. While money is being taken there is no way off. */
function Page(props: { readonly words: string; readonly drawing: LucideIcon; readonly current: boolean; readonly shortcut?: string; readonly permission?: Permission; readonly isDisabled?: boolean; readonly testId?: string; readonly onPress: () => void }) {
  const Drawing = props.drawing
  const gate = useGate(props.permission)
  const shape = 'min-h-[62px] w-[60px] flex-col items-center justify-center gap-1 rounded-key text-xs'
  if (props.current) {
    return (
      <div aria-current="page" className={`flex bg-rail-raised font-semibold text-white ${shape}`}>
        <Drawing aria-hidden="true" size={22} strokeWidth={1.9} />
        {props.words}
      </div>
    )
  }
  return (
    <Key look="bare" isDisabled={props.isDisabled === true || gate === 'never'} className={`font-medium text-rail-ink hover:bg-rail-raised ${shape}`} onPress={props.onPress} {...(props.testId === undefined ? {} : { testId: props.testId })}>
      <Drawing aria-hidden="true" size={22} strokeWidth={1.9} />
      {props.words}
      {props.shortcut !== undefined && <Shortcut keys={props.shortcut} />}
      <GateMark gate={gate} />
    </Key>
  )
}

const settingScreens: ReadonlySet<Screen> = new Set(['settings', 'store', 'templates', 'mail', 'rights', 'grant', 'people', 'person', 'pin', 'taxes', 'taxRate', 'support', 'backups', 'backupFolder', 'backup', 'backupPin', 'headOffice', 'headOfficePin', 'move'])

/** The shift and what is done with its cash. */
const cashScreens: ReadonlySet<Screen> = new Set(['cash', 'cashMove', 'cashText', 'count', 'cashClose', 'handOver', 'xReport', 'zReports'])

/** The left rail: only what works is on it. */
export function Rail(props: { readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const operator = useScreen((state) => state.counter?.operator)
  const operators = useScreen((state) => state.register?.operators)
  const screen = useScreen(screenOf)
  const ofFile = useScreen(({ work }) => (work.kind === 'customers' || work.kind === 'customer' || work.kind === 'account') && work.for === 'file')
  const setting = settingScreens.has(screen) || ofFile
  const index = operators?.findIndex((each) => each.id === operator?.id) ?? 0
  return (
    <nav aria-label={t('rail.label')} className={`w-[76px] shrink-0 flex-col items-center gap-2 overflow-x-hidden overflow-y-auto bg-rail px-2 py-4 text-rail-ink ${props.className}`}>
      <Mark size={36} />
      <div className="mt-2 flex flex-col gap-2">
        <Page words={t('rail.sell')} drawing={ShoppingCart} current={screen !== 'receipts' && screen !== 'journal' && screen !== 'reports' && screen !== 'lossWatch' && !cashScreens.has(screen) && !setting} onPress={acts.goToSell} />
        <Page words={t('rail.receipts')} drawing={ReceiptText} current={screen === 'receipts'} shortcut={labelOf('receipts')} permission="sell" isDisabled={screen === 'card' || screen === 'tender' || screen === 'approval'} onPress={acts.openReceipts} />
        <Page words={t('rail.journal')} drawing={ScrollText} current={screen === 'journal'} shortcut={labelOf('journal')} permission="seeJournal" isDisabled={screen === 'card' || screen === 'tender'} onPress={acts.openJournal} />
        <Page testId="rail-reports" words={t('rail.reports')} drawing={ChartColumn} current={screen === 'reports' || screen === 'lossWatch'} shortcut={labelOf('reports')} permission="seeReports" isDisabled={screen === 'card' || screen === 'tender' || screen === 'approval'} onPress={acts.openReports} />
        <Page testId="rail-cash" words={t('rail.cash')} drawing={Banknote} current={cashScreens.has(screen)} shortcut={labelOf('shift')} isDisabled={screen === 'card' || screen === 'tender' || screen === 'approval'} onPress={acts.openCash} />
      </div>
      <div className="flex-1" />
      <Page words={t('rail.settings')} drawing={Settings} current={setting} shortcut={labelOf('settings')} isDisabled={screen === 'card' || screen === 'tender' || screen === 'payment' || screen === 'approval'} onPress={acts.openSettings} />
      <LayoutKey />
      <LanguageKey onRail />
      <ThemeKey onRail />
      <Key look="bare" className="min-h-[76px] w-[60px] flex-col justify-center gap-1 text-xs font-medium text-rail-ink hover:bg-rail-raised" onPress={acts.lock}>
        {operator === undefined ? <Lock aria-hidden="true" size={22} /> : <Avatar name={operator.name} index={Math.max(0, index)} size="small" />}
        <span>{t('rail.lock')}</span>
        <Shortcut keys={labelOf('lock')} />
      </Key>
    </nav>
  )
}
