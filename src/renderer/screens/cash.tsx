import { ArrowDownToLine, ArrowUpFromLine, Banknote, CirclePause, CirclePlay, ClipboardList, Coins, HandCoins, Handshake, Landmark, ReceiptText, ScanEye, Vault, type LucideIcon } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { actionOf, gateOfAction, perform, type Act } from '../state/actions.ts'
import { useActs, useScreen, useScreenStore } from '../state/context.ts'
import { cashActs, whyNot, type CashAct } from '../state/shift-state.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { CashFacts } from './cash-facts.tsx'
import { GateMark } from './gated-key.tsx'

const keysOf: Readonly<Record<CashAct, { readonly act: Act; readonly words: string; readonly drawing: LucideIcon }>> = {
  float: { act: 'floatCount', words: 'cash.act.float', drawing: Coins },
  loan: { act: 'loan', words: 'cash.kind.loan', drawing: ArrowDownToLine },
  pickup: { act: 'pickup', words: 'cash.kind.pickup', drawing: ArrowUpFromLine },
  payIn: { act: 'payIn', words: 'cash.kind.payIn', drawing: HandCoins },
  payOut: { act: 'payOut', words: 'cash.kind.payOut', drawing: Banknote },
  banking: { act: 'banking', words: 'cash.kind.banking', drawing: Landmark },
  changeOrder: { act: 'changeOrder', words: 'cash.kind.changeOrder', drawing: Vault },
  handOver: { act: 'handOver', words: 'title.handOver', drawing: Handshake },
  suspend: { act: 'suspendShift', words: 'cash.act.suspend', drawing: CirclePause },
  resume: { act: 'suspendShift', words: 'cash.act.resume', drawing: CirclePlay },
  x: { act: 'xReport', words: 'title.xReport', drawing: ScanEye },
  close: { act: 'closeShift', words: 'cash.act.close', drawing: ClipboardList },
  zs: { act: 'zReports', words: 'title.zReports', drawing: ReceiptText },
}

/** What cannot be done now keeps its place and says why on itself, in words. */
function CashKey(props: { readonly of: CashAct }) {
  const { t } = useTranslation()
  const acts = useActs()
  const store = useScreenStore()
  const { act, words, drawing: Drawing } = keysOf[props.of]
  const why = useScreen((state) => whyNot(props.of, state.shift, state.counter?.basket !== undefined))
  const gate = useScreen((state) => gateOfAction(actionOf(act), state))
  const asking = useScreen((state) => state.work.kind === 'cash' && state.work.asking)
  const main = props.of === 'close' && why === undefined && gate !== 'never'
  return (
    <Key
      testId={`cash-${props.of}`}
      look={main ? 'accent' : 'plain'}
      className={`min-h-[66px] gap-3 px-3.5 py-1.5 text-start ${props.of === 'close' ? 'col-span-2' : ''}`}
      isDisabled={why !== undefined || gate === 'never' || asking}
      onPress={() => perform(act, { acts, store, focusField: () => undefined })}
    >
      <Drawing aria-hidden="true" size={22} strokeWidth={1.9} className="shrink-0 max-[1199px]:hidden" />
      <span className={`min-w-0 flex-1 ${gate === 'never' ? 'max-[1199px]:ps-2' : ''}`}>
        <span className="block text-[15px] leading-tight font-semibold">{t(words)}</span>
        {why !== undefined && <span className="block text-[12px] leading-tight text-ink-2">{t(why)}</span>}
        {why === undefined && gate === 'never' && <span className="block text-[12px] leading-tight text-ink-2">{t('gate.neverShort')}</span>}
      </span>
      <Shortcut keys={actionOf(act).label} boxed />
      <GateMark gate={gate} />
    </Key>
  )
}

/** The register's shift and its cash: how it stands on the left, everything that can be done with it on the right. */
export function Cash() {
  const { t } = useTranslation()
  const work = useScreen((state) => state.work)
  const shift = useScreen((state) => state.shift)
  if (work.kind !== 'cash') return null
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,460px)] gap-4 px-4 pt-2 pb-4 max-[1199px]:grid-cols-[minmax(0,1fr)_minmax(0,340px)] max-[1199px]:gap-3">
      {shift === undefined ? <p className="p-6 text-center text-[15px] text-ink-2">{t('cash.asking')}</p> : <CashFacts view={shift} chosen={work.chosen} />}
      <Group aria-label={t('cash.acts')} className="min-h-0 overflow-y-auto">
        <div className="grid grid-cols-2 gap-2 p-0.5">
          {cashActs.map((of) => (
            <CashKey key={of} of={of} />
          ))}
        </div>
      </Group>
    </div>
  )
}
