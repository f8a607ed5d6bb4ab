import { Check, ShieldCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { permissionKinds } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { approvalFacts, givenReason, nobodyWords, reasonsFor, type ApprovalAsk, type ApprovalFacts, type ApprovalReason, type Needed } from '../state/approval.ts'
import { approversOf } from '../state/approval-acts.ts'
import { useActs, useScreen, useScreenStore } from '../state/context.ts'
import { waitWords } from '../state/wait-words.ts'
import { nameIn } from '../state/names.ts'
import { percentText } from '../state/percent.ts'
import { Amount, Avatar, DigitKeypad, Key, PinDots, Shortcut } from '../ui/index.ts'
import { SupportCode } from './support-code.tsx'
import { taxClassText } from './tax-words.ts'
import { useMovementWords } from './cash-facts.tsx'

function Row(props: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
      <dt className="shrink-0 text-[15px] text-ink-2">{props.words}</dt>
      <dd className="min-w-0 flex-1 text-end text-[15px] font-semibold">{props.children}</dd>
    </div>
  )
}

/** An amount of the permission's own unit; nothing for what has no size. */
function Size(props: { readonly needed: Needed; readonly value: number; readonly currency: CurrencyCode }) {
  const { unit } = permissionKinds[props.needed.permission]
  if (unit === 'ppm') return <bdi dir="ltr" className="number">{percentText(props.value)} %</bdi>
  return <Amount value={props.value} currency={props.currency} symbol />
}

function FromTo(props: { readonly facts: ApprovalFacts; readonly currency: CurrencyCode }) {
  const { from, to } = props.facts
  if (from === undefined) return null
  return (
    <span className="inline-flex items-center gap-2">
      <Amount value={from} currency={props.currency} className={to === undefined ? '' : 'font-medium text-ink-3 line-through'} />
      {to !== undefined && <Amount value={to} currency={props.currency} symbol className="text-lg font-bold" />}
    </span>
  )
}

/** One right lets goods be stopped and sold again: whoever approves reads which. */
function doneBy({ act, needed }: ApprovalAsk): 'approval.liftRecall' | 'approval.setRecall' | `permission.${Needed['permission']}` {
  if (act.name === 'lift-recall') return 'approval.liftRecall'
  return act.name === 'set-recall' ? 'approval.setRecall' : `permission.${needed.permission}`
}

/** What is asked for: what, on what, from what to what, and how far whoever asks may go alone. */
function Facts(props: { readonly ask: ApprovalAsk; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const basket = useScreen((state) => state.counter?.basket)
  const asker = useScreen((state) => state.counter?.operator?.name)
  const movement = useMovementWords()
  const { ask, currency } = props
  const { needed } = ask
  const facts = approvalFacts(ask, basket)
  const why = givenReason(ask.act)
  // A limit that is not passed is not the reason: then two people have to agree, whoever the first is.
  const limit = needed.limit !== undefined && needed.limit < needed.amount ? needed.limit : undefined
  return (
    <dl className="shrink-0 rounded-card border border-line bg-surface">
      <Row words={t(doneBy(ask))}>
        {facts.on === 'whole' && t('discount.wholeSale')}
        {facts.on !== undefined && facts.on !== 'whole' && nameIn(facts.on.names, language)}
        {facts.item !== undefined && [nameIn(facts.item.names, language), ...(facts.item.lots ?? []).map((lot) => t('recall.lot', { lot }))].join(' · ')}
        {facts.returned !== undefined && t(facts.returned.number === undefined ? 'approval.returnNoReceipt' : facts.returned.isVoid ? 'approval.voidOf' : 'approval.returnOf', { number: facts.returned.number })}
        {facts.cash !== undefined && [t(`cash.kind.${facts.cash.kind}`), movement(facts.cash)].filter((part) => part !== '').join(' · ')}
        {facts.why !== undefined && (facts.why.note ?? t(`drawer.reason.${facts.why.drawer}`))}
      </Row>
      {facts.from !== undefined && (
        <Row words={t('approval.amount')}>
          <FromTo facts={facts} currency={currency} />
        </Row>
      )}
      {facts.made !== undefined && (
        <Row words={`${t('newItem.unit')} · ${t('newItem.tax')}`}>
          <span data-testid="approval-made">
            {t(`newItem.unit.${facts.made.unit}`)} · {taxClassText(facts.made.taxClass, t)}
          </span>
        </Row>
      )}
      {permissionKinds[needed.permission].unit !== 'none' && (
        <Row words={t('approval.asks')}>
          <span className="text-warn">
            <Size needed={needed} value={needed.amount} currency={currency} />
            {' · '}
            {limit === undefined ? t('approval.notAlone') : <>{t('approval.limit')} <Size needed={needed} value={limit} currency={currency} /></>}
          </span>
        </Row>
      )}
      {needed.away !== undefined && (
        <Row words={t('replication.title')}>
          <span data-testid="approval-away" className="text-warn">{t('approval.away', { hours: needed.away })}</span>
        </Row>
      )}
      {why !== undefined && <Row words={t('discount.reason')}>{t(`reason.${why}`)}</Row>}
      {needed.earlier !== undefined && (
        <Row words={t(needed.permission === 'refundWithoutReceipt' ? 'approval.earlierToday' : 'approval.earlierOfSale')}>
          <span data-testid="approval-earlier">
            <Size needed={needed} value={needed.earlier} currency={currency} /> + {t('approval.now')} <Size needed={needed} value={needed.amount - needed.earlier} currency={currency} />
          </span>
        </Row>
      )}
      {ask.given.length > 0 && (
        <Row words={t('approval.given')}>
          <span data-testid="approval-given" className="text-ok">
            ✓ {ask.given.map((permission) => t(`permission.${permission}`)).join(' · ')}
          </span>
        </Row>
      )}
      {asker !== undefined && <Row words={t('approval.askedBy')}>{asker}</Row>}
    </dl>
  )
}

function Approvers(props: { readonly chosen: string | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const store = useScreenStore()
  const operators = useScreen((state) => state.register?.operators)
  const waits = useScreen((state) => state.pinWaits)
  const could = approversOf(store.getState())
  const asker = useScreen((state) => state.counter?.operator?.role)
  if (could.length === 0) return <p data-testid="approval-nobody" className="rounded-card bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">{t(nobodyWords(asker))}</p>
  return (
    <Group aria-label={t('approval.who')} className="grid shrink-0 grid-cols-2 gap-2 max-[1199px]:grid-cols-1">
      {could.map((operator) => (
        <Key
          key={operator.id}
          testId="approver"
          look={operator.id === props.chosen ? 'soft' : 'plain'}
          isPressed={operator.id === props.chosen}
          className="min-h-16 gap-3 px-3 py-2 text-start"
          onPress={() => acts.chooseApprover(operator.id)}
        >
          <Avatar name={operator.name} index={operators?.findIndex(({ id }) => id === operator.id) ?? 0} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-[15px] font-semibold text-ink">{operator.name}</span>
            <span className="block truncate text-[13px] text-ink-2">{t(`role.${operator.role}`)}</span>
            {operator.demoPin !== undefined && <span className="number block text-[13px] font-semibold text-ink-2">PIN {operator.demoPin}</span>}
            {(waits[operator.id] ?? 0) > 0 && <span className="number block text-[13px] font-semibold text-warn">{t('pin.waits', { time: waitWords(t, waits[operator.id] ?? 0) })}</span>}
          </span>
        </Key>
      ))}
    </Group>
  )
}

function Reasons(props: { readonly offered: readonly ApprovalReason[]; readonly chosen: ApprovalAsk['reason'] }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <Group aria-label={t('discount.reason')} className="flex shrink-0 flex-wrap gap-2">
      {props.offered.map((each) => (
        <Key key={each} testId={`approval-${each}`} look={each === props.chosen ? 'dark' : 'outline'} isPressed={each === props.chosen} className="h-12 justify-center rounded-full! px-4 text-sm font-semibold" onPress={() => acts.chooseApprovalReason(each)}>
          {each === props.chosen && <Check aria-hidden="true" size={16} className="me-1.5" />}
          {t(`approvalReason.${each}`)}
        </Key>
      ))}
    </Group>
  )
}

/** What is wanted next, or what went wrong: always in the same place, so that nothing moves under a finger. */
function Said(props: { readonly ask: ApprovalAsk }) {
  const { t } = useTranslation()
  const seconds = useScreen((state) => (props.ask.approverId === undefined ? 0 : (state.pinWaits[props.ask.approverId] ?? 0)))
  const { trouble, approverId, reason } = props.ask
  if (seconds > 0) {
    return (
      <p role="alert" data-testid="approval-waits" className="flex min-h-12 items-center gap-2 rounded-key bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
        <TriangleAlert aria-hidden="true" size={20} className="shrink-0" /> <span className="number">{t('approval.waits', { time: waitWords(t, seconds) })}</span>
      </p>
    )
  }
  if (trouble !== undefined) {
    return (
      <p role="alert" data-code={trouble.code} className="flex min-h-12 items-center gap-2 rounded-key bg-danger-soft px-3 py-2 text-sm font-semibold text-danger">
        <TriangleAlert aria-hidden="true" size={20} className="shrink-0" />
        <span>
          {t(`refusal.${trouble.code}`, { ...trouble.params })} <SupportCode code={trouble.code} />
        </span>
      </p>
    )
  }
  if (props.ask.wrongLength === true) {
    return (
      <p role="alert" data-testid="approval-length" className="flex min-h-12 items-center gap-2 rounded-key bg-danger-soft px-3 py-2 text-sm font-semibold text-danger">
        <TriangleAlert aria-hidden="true" size={20} className="shrink-0" /> {t('approval.pinLength')}
      </p>
    )
  }
  const next = approverId === undefined ? 'approval.chooseWho' : reason === undefined ? 'approval.chooseReason' : 'approval.typePin'
  return <p className="flex min-h-12 items-center px-1 text-sm font-semibold text-ink-2">{t(next)}</p>
}

/**
 * Somebody else's PIN for one act of whoever is signed on. In the work area and not over the page: the basket it is about stays
 * in sight of both. It raises nobody's rights, and Esc leaves everything as it was.
 */
export function ApprovalPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const ask = useScreen((state) => state.approval)
  const currency = useScreen((state) => state.counter?.currency)
  const length = useScreen((state) => state.entry.length)
  const waiting = useScreen((state) => (state.approval?.approverId === undefined ? 0 : (state.pinWaits[state.approval.approverId] ?? 0)) > 0)
  if (ask === undefined || currency === undefined) return null
  const ready = ask.approverId !== undefined && ask.reason !== undefined && length >= 4 && !ask.sending && !waiting
  return (
    <div data-testid="approval" className="grid min-h-0 flex-1 grid-cols-[1fr_320px] max-[1199px]:grid-cols-[1fr_272px]">
      <section aria-label={t('approval.what')} className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4">
        <div className="flex shrink-0 items-center gap-3">
          <span aria-hidden="true" className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg bg-warn-soft text-warn">
            <ShieldCheck size={24} />
          </span>
          <p className="text-[15px] text-ink-2">{t('approval.explain')}</p>
        </div>
        <Facts ask={ask} currency={currency} />
        <h2 className="flex items-center gap-2 text-[13px] font-semibold text-ink-2">
          {t('approval.who')} <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed />
        </h2>
        <Approvers chosen={ask.approverId} />
        {givenReason(ask.act) === undefined && (
          <>
            <h2 className="flex items-center gap-2 text-[13px] font-semibold text-ink-2">
              {t('discount.reason')} <Shortcut keys={`${labelOf('left')} ${labelOf('right')}`} boxed />
            </h2>
            <Reasons offered={reasonsFor(ask.act)} chosen={ask.reason} />
          </>
        )}
      </section>
      <section aria-label={t('approval.pin')} className="flex min-h-0 flex-col justify-center gap-3 overflow-y-auto bg-sunken p-4">
        <Said ask={ask} />
        <PinDots label={t('signOn.pinDigits', { count: length })} length={length} />
        <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.tapPin} onClear={acts.clear} onErase={acts.erase} />
        <Key testId="approve" look="accent" isDisabled={!ready} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.confirmApproval}>
          {t('approval.approve')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </section>
    </div>
  )
}
