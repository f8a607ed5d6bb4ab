import { ArrowLeft, CirclePause, Menu, ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { screenOf } from '../state/screen-state.ts'
import { views, type Screen } from '../state/views.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'
import { DevicePill } from './device-status.tsx'
import { JobPill } from './job-pill.tsx'
import { ReplicationPill } from './replication-status.tsx'

/** Behind another view of its own: a step back is not the sale. */
const stepsBack: ReadonlySet<Screen> = new Set(['voucher', 'storedValue', 'approval', 'returnItem', 'returnPrice', 'voidSale', 'gift', 'mailReceipt', 'templates', 'mail', 'rights', 'grant', 'customers', 'customer', 'account', 'people', 'person', 'pin', 'taxes', 'taxRate', 'support', 'backups', 'backupFolder', 'backup', 'backupPin', 'headOffice', 'headOfficePin', 'move', 'cashMove', 'cashText', 'count', 'cashClose', 'handOver', 'xReport', 'zReports'])

function BackKey() {
  const { t } = useTranslation()
  const acts = useActs()
  const screen = useScreen(screenOf)
  const toSettings = useScreen(({ work }) => work.kind === 'lossWatch' && work.fromSettings)
  const words = t(stepsBack.has(screen) || toSettings ? 'topBar.stepBack' : 'topBar.back')
  return (
    <div className="flex min-w-0 flex-1 items-center gap-4 max-[1023px]:min-w-min">
      {/* On a narrow screen the arrow alone: with its words the title beside it was cut to "Devi…". */}
      <Key className="h-12 shrink-0 gap-2.5 px-4 font-semibold" label={words} onPress={acts.leaveWork}>
        <ArrowLeft aria-hidden="true" size={20} />
        <span className="max-[1199px]:hidden">{words}</span>
        <span className="text-ink-3">
          <Shortcut keys={labelOf('back')} boxed />
        </span>
      </Key>
      {/* In two rows rather than cut: beside the pills "扫码枪设置" was "扫码枪…". Where a word of it has no room, the pills go beneath: "Backups" was "Bac". */}
      <h1 className="line-clamp-2 min-w-0 text-xl leading-[1.15] font-bold break-words max-[1199px]:text-lg max-[1023px]:min-w-min max-[1023px]:break-keep">{t(`title.${screen}`)}</h1>
    </div>
  )
}

/** How many baskets are put aside, and the way to them. Away while money is being taken. */
function HeldPill() {
  const { t } = useTranslation()
  const acts = useActs()
  const count = useScreen((state) => state.counter?.suspended ?? 0)
  const screen = useScreen(screenOf)
  if (count === 0 || screen === 'card' || screen === 'tender' || screen === 'suspended') return null
  return (
    <Key testId="held-pill" className="h-12 shrink-0 gap-2.5 px-3.5 text-sm font-semibold max-[1199px]:gap-1.5 max-[1199px]:px-2.5" label={`${t('suspended.held')} ${count}`} onPress={acts.openSuspended}>
      <CirclePause aria-hidden="true" size={19} />
      <span className="max-[1199px]:hidden">{t('suspended.held')}</span>
      <span className="number inline-flex h-6 min-w-6 items-center justify-center rounded-full bg-ink px-1.5 text-xs font-bold text-surface">{count}</span>
    </Key>
  )
}

export function TopBar(props: { readonly onMenu: () => void; readonly menuOpen: boolean }) {
  const { t } = useTranslation()
  const scans = useScreen((state) => views[screenOf(state)].bar === 'scan')
  return (
    <div className={`flex items-center gap-2.5 ${scans ? '' : 'justify-end max-[1023px]:flex-wrap'}`}>
      <div className="min-[1200px]:hidden">
        <Key testId="menu" look="dark" className="size-12 justify-center" label={t('topBar.menu')} isExpanded={props.menuOpen} onPress={props.onMenu}>
          <Menu aria-hidden="true" size={22} />
        </Key>
      </div>
      {scans && <h1 className="sr-only">{t('rail.sell')}</h1>}
      {scans ? <ArmedField of="scan" drawing={ScanBarcode} label={t('scan.label')} placeholder={t('scan.placeholder')} className="min-w-0 flex-1" /> : <BackKey />}
      <JobPill />
      <ReplicationPill />
      <DevicePill />
      <HeldPill />
    </div>
  )
}
