import { Ban, CircleX, CreditCard, QrCode as QrSign, ScanLine, TriangleAlert, type LucideIcon } from 'lucide-react'
import { type TFunction } from 'i18next'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type PaymentProgressView, type PaymentView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf, type Act } from '../state/actions.ts'
import { leftAfter, leftToPay } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { lastPayment, paymentStage } from '../state/screen-state.ts'
import { Amount, formatMoney, Key, QrCode, Shortcut } from '../ui/index.ts'
import { useSecondsSince } from './use-seconds-since.ts'

/** Something to press, with its key. */
function Way(props: { readonly words: string; readonly act: Act; readonly onPress: () => void; readonly first?: boolean; readonly isDisabled?: boolean }) {
  return (
    <Key look={props.first === true ? 'accent' : 'plain'} isDisabled={props.isDisabled === true} className={`min-h-16 justify-center gap-3 px-5 ${props.first === true ? 'text-xl font-bold' : 'text-base font-semibold'}`} onPress={props.onPress}>
      {props.words} <Shortcut keys={labelOf(props.act)} boxed />
    </Key>
  )
}

function Face(props: { readonly drawing: LucideIcon; readonly tone: string; readonly title: string; readonly amount: number; readonly currency: CurrencyCode; readonly children?: ReactNode }) {
  const Drawing = props.drawing
  return (
    <>
      <Drawing aria-hidden="true" size={48} strokeWidth={1.5} className={props.tone} />
      <output className="flex flex-col items-center gap-3">
        <p className={`max-w-2xl text-2xl font-bold ${props.tone}`}>{props.title}</p>
        <Amount value={props.amount} currency={props.currency} symbol className="text-[88px] leading-none font-bold tracking-tight max-[1199px]:text-[64px]" />
        {props.children}
      </output>
    </>
  )
}

/** A payment that a terminal or a wallet answers for: what it is doing, how it ended, and when nobody knows, what not to do. */
export function PaymentPanel() {
  const { t } = useTranslation()
  const work = useScreen((state) => state.work)
  const counter = useScreen((state) => state.counter)
  const stage = useScreen(paymentStage)
  const held = useScreen((state) => state.heldScans.length)
  const phase = useScreen((state) => state.paymentProgress?.phase)
  const payment = lastPayment(counter)
  if (counter?.basket === undefined) return null
  const resolving = stage === 'unknown' && work.kind === 'payment' ? work.resolving : undefined
  const face = resolving !== undefined ? 'resolving' : stage === 'pending' ? (phase ?? stage) : (stage ?? 'choose')
  const { currency, basket } = counter
  return (
    <div data-testid={`payment-${face}`} className="flex min-h-0 flex-1 flex-col items-center gap-5 overflow-y-auto p-6 text-center">
      <div className="my-auto flex w-full max-w-[720px] flex-col items-center gap-5">
        {payment !== undefined && stage === 'pending' && <Pending payment={payment} currency={currency} />}
        {payment !== undefined && stage === 'unknown' && <Unknown payment={payment} currency={currency} resolving={resolving} />}
        {payment !== undefined && stage === 'ended' && <Ended payment={payment} currency={currency} />}
        {stage === undefined && <Choose amount={leftToPay(basket).total} currency={currency} />}
        {held > 0 && <output className="rounded-key bg-warn-soft px-5 py-2.5 text-[15px] font-semibold text-warn">{t('card.heldScans', { count: held })}</output>}
      </div>
    </div>
  )
}

interface Shown {
  readonly payment: PaymentView
  readonly currency: CurrencyCode
}

/** A wallet has no terminal: "Waiting for the terminal" sent people to look at one. */
function phaseWords({ kind, method }: PaymentView, phase: PaymentProgressView['phase'], t: TFunction): string {
  if (kind === 'reversal' || (kind === 'refund' && method === 'wallet')) return t('payment.phase.takingBack')
  return method === 'wallet' && (phase === 'connecting' || phase === 'waiting' || phase === 'authorising') ? t(`payment.walletPhase.${phase}`) : t(`payment.phase.${phase}`)
}

/** Sooner it is no silence: a customer looks for their card. */
const silenceSaidAfter = 10

/** How long nothing was heard, and what can be done about it. A payment waits for minutes, and looks all that time like one that goes well. */
function Silence(props: { readonly progress: PaymentProgressView | undefined; readonly method: PaymentView['method'] }) {
  const { t } = useTranslation()
  const { progress, method } = props
  const seconds = useSecondsSince(progress)
  if (seconds < silenceSaidAfter || progress?.phase === 'showCode') return null
  return (
    <p data-testid="payment-silence" className="rounded-key bg-warn-soft px-5 py-2.5 text-[15px] font-semibold text-warn">
      {t(progress?.cancelAsked === true ? 'payment.silentToCancel' : `payment.silent.${method}`, { seconds })}
    </p>
  )
}

function Pending({ payment, currency }: Shown) {
  const { t } = useTranslation()
  const acts = useActs()
  const progress = useScreen((state) => (state.paymentProgress?.paymentId === payment.id ? state.paymentProgress : undefined))
  const doing = phaseWords(payment, progress?.phase ?? 'waiting', t)
  const cancelAsked = progress?.cancelAsked === true
  const rest = useScreen((state) => leftAfter(payment, state.counter?.basket))
  return (
    <>
      <Face drawing={payment.method === 'card' ? CreditCard : QrSign} tone="text-accent" title={cancelAsked ? t('payment.cancelAsked') : doing} amount={payment.amount} currency={currency}>
        {cancelAsked && <p className="text-lg text-ink-2">{t('payment.mayBeTooLate')}</p>}
        {progress?.text !== undefined && <p className="text-lg text-ink-2">{progress.text}</p>}
        {payment.cashReceived !== undefined && (
          <p className="rounded-full bg-info-soft px-5 py-2 text-[15px] font-semibold text-info">
            {t('card.cashFirst')} <Amount value={payment.cashReceived} currency={currency} symbol />
          </p>
        )}
      </Face>
      {progress?.qr !== undefined && <QrCode text={progress.qr} label={t('payment.ourCode')} size={240} />}
      <Silence progress={progress} method={payment.method} />
      <p className="max-w-lg text-[15px] text-ink-2">{rest > 0 ? t('payment.waitPart', { rest: formatMoney(rest, currency) }) : t(payment.kind === 'refund' ? 'payment.waitRefund' : 'payment.wait')}</p>
      <Way words={t('payment.letGo')} act="back" onPress={acts.leaveWork} />
    </>
  )
}

function Unknown({ payment, currency, resolving }: Shown & { readonly resolving: 'approved' | 'declined' | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const asking = useScreen((state) => state.paymentProgress?.paymentId === payment.id)
  const title = payment.kind === 'sale' ? t('payment.unknown') : t('payment.unknownBack')
  if (resolving !== undefined) {
    return (
      <>
        <Face drawing={TriangleAlert} tone="text-warn" title={t(`payment.resolving.${resolving}`)} amount={payment.amount} currency={currency} />
        <p className="max-w-xl text-base text-ink-2">{t('payment.whereSeen')}</p>
        <div className="flex w-full flex-col gap-3">
          <Way words={t('payment.seen.terminalDisplay')} act="paymentSeen1" onPress={() => acts.resolvePayment('terminalDisplay')} />
          <Way words={t('payment.seen.terminalSlip')} act="paymentSeen2" onPress={() => acts.resolvePayment('terminalSlip')} />
          <Way words={t('payment.seen.provider')} act="paymentSeen3" onPress={() => acts.resolvePayment('provider')} />
          <Way words={t('payment.keepAsking')} act="back" onPress={acts.leaveWork} />
        </div>
      </>
    )
  }
  return (
    <>
      <Face drawing={TriangleAlert} tone="text-warn" title={title} amount={payment.amount} currency={currency}>
        {payment.reason !== undefined && <p className="text-base text-ink-2">{t(`payment.reason.${payment.reason}`)}</p>}
      </Face>
      <p className="max-w-xl rounded-card border-2 border-warn bg-warn-soft px-5 py-3 text-lg font-semibold text-warn">{t(payment.kind === 'refund' ? 'payment.doNotRefundAgain' : payment.method === 'wallet' ? 'payment.doNotRepeatWallet' : 'payment.doNotRepeat')}</p>
      <div className="flex w-full flex-col gap-3">
        <Way first isDisabled={asking} words={asking ? t('payment.phase.asking') : t(payment.method === 'wallet' ? 'payment.askProvider' : 'payment.ask')} act="enter" onPress={acts.paymentNext} />
        <div className="grid grid-cols-2 gap-3">
          <Way words={t('payment.saidApproved')} act="saidApproved" onPress={() => acts.sayOutcome('approved')} />
          <Way words={t('payment.saidDeclined')} act="saidDeclined" onPress={() => acts.sayOutcome('declined')} />
        </div>
      </div>
    </>
  )
}

function Ended({ payment, currency }: Shown) {
  const { t } = useTranslation()
  const acts = useActs()
  const paying = useScreen((state) => state.paying)
  const cancelled = payment.state === 'cancelled'
  const title = payment.kind === 'reversal' ? t('payment.notTakenBack') : payment.kind === 'refund' ? t(cancelled ? 'payment.refundCancelled' : 'payment.refundDeclined') : t(cancelled ? 'payment.cancelled' : 'payment.declined')
  return (
    <>
      <Face drawing={cancelled ? Ban : CircleX} tone={cancelled ? 'text-ink-2' : 'text-danger'} title={title} amount={payment.amount} currency={currency}>
        {payment.reason !== undefined && <p className="text-lg font-semibold text-ink">{t(`payment.reason.${payment.reason}`)}</p>}
        {payment.text !== undefined && <p className="text-base text-ink-2">{t('payment.itSaid', { text: payment.text })}</p>}
      </Face>
      <div className="flex w-full flex-col gap-3">
        <Way first words={t('payment.goOn')} act="enter" onPress={acts.paymentNext} />
        {payment.kind === 'refund' && <p className="text-base text-ink-2">{t('payment.refundOtherWay')}</p>}
        {payment.kind === 'sale' && (
          <div className="grid grid-cols-2 gap-3">
            <Way isDisabled={paying} words={t('payment.again')} act={payment.method} onPress={payment.method === 'card' ? acts.openCard : acts.openWallet} />
            <Way isDisabled={paying} words={t('payment.byHand')} act="cardByHand" onPress={acts.cardByHand} />
          </div>
        )}
      </div>
    </>
  )
}

function Choose(props: { readonly amount: number; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const paying = useScreen((state) => state.paying)
  return (
    <>
      <Face drawing={ScanLine} tone="text-accent" title={t('payment.phase.scanCode')} amount={props.amount} currency={props.currency} />
      <div className="flex w-full flex-col gap-3">
        <Way first isDisabled={paying} words={t('payment.showOurs')} act="enter" onPress={acts.paymentNext} />
        <Way isDisabled={paying} words={t('payment.otherWay')} act="back" onPress={acts.leaveWork} />
      </div>
    </>
  )
}
