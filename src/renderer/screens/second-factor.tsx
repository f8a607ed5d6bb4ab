import { Check, KeyRound, TriangleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type SecondFactorView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { DigitKeypad, Key, PinDots, QrCode, Shortcut, TextField } from '../ui/index.ts'
import { CodeField, longestCode } from './factor-ask.tsx'

const plain = 'min-h-14 gap-2 px-4 text-base font-semibold'

function Page(props: { readonly wide?: true; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 pt-16">
      <div className={`my-auto flex w-full flex-col gap-4 ${props.wide === true ? 'max-w-[760px]' : 'max-w-[480px]'}`}>{props.children}</div>
    </div>
  )
}

function Next(props: { readonly testId: string; readonly words: string; readonly isDisabled?: boolean }) {
  const acts = useActs()
  return (
    <Key testId={props.testId} look="accent" isDisabled={props.isDisabled ?? false} className="min-h-16 w-full justify-center gap-3 text-lg font-bold" onPress={acts.enterSecondFactor}>
      <Check aria-hidden="true" size={24} /> {props.words} <Shortcut keys={labelOf('enter')} boxed />
    </Key>
  )
}

/** For whoever may manage people: who has one, so that somebody's who lost it can be removed, and whether the store demands it. */
function OfTheStore(props: { readonly view: SecondFactorView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { enrolled, operators = [], required } = props.view
  const own = useScreen((state) => state.counter?.operator?.id)
  const known = useScreen((state) => state.register?.operators)
  const others = operators.filter((id) => id !== own)
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <p data-testid="factor-rule" className="text-[15px] text-ink-2">{t(required ? 'factor.required' : 'factor.notRequired')}</p>
      {enrolled && (
        <Key testId="factor-demand" className={plain} onPress={() => acts.demandSecondFactor(!required)}>
          {t(required ? 'factor.demandNot' : 'factor.demand')}
        </Key>
      )}
      {others.length > 0 && <h2 className="text-[13px] font-semibold text-ink-2">{t('factor.others')}</h2>}
      {others.map((id) => (
        <Key key={id} testId="factor-of" className={plain} onPress={() => acts.askDropFactor(id)}>
          {t('factor.dropOf', { name: known?.find((operator) => operator.id === id)?.name ?? id })}
        </Key>
      ))}
    </section>
  )
}

function Look(props: { readonly view: SecondFactorView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const own = useScreen((state) => state.counter?.operator?.id)
  const { view } = props
  return (
    <Page>
      <p data-testid="factor-state" className="flex items-center gap-3 text-lg font-bold">
        <KeyRound aria-hidden="true" size={28} className="shrink-0" /> {t(view.enrolled ? 'factor.one' : 'factor.none')}
      </p>
      <p className="text-[15px] text-ink-2">{t('factor.explain')}</p>
      {view.clockSuspect && (
        <p role="alert" className="flex items-center gap-2 rounded-key bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={20} className="shrink-0" /> {t('factor.clock', { clock: view.clock })}
        </p>
      )}
      {view.enrolled && <p className="number text-[15px] font-semibold">{t('factor.left', { count: view.recoveryCodesLeft })}</p>}
      {view.enrolled && (
        <Key testId="factor-renew" className={plain} onPress={acts.askNewCodes}>
          {t('factor.renew')}
        </Key>
      )}
      {view.enrolled && own !== undefined && (
        <Key testId="factor-drop" className={plain} onPress={() => acts.askDropFactor(own)}>
          {t('factor.drop')}
        </Key>
      )}
      {!view.enrolled && <Next testId="factor-begin" words={t('factor.begin')} />}
      {view.operators !== undefined && <OfTheStore view={view} />}
    </Page>
  )
}

/** The secret, as a picture for the phone and in groups of four for a hand. */
function Secret(props: { readonly uri: string; readonly secret: string; readonly sending: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  return (
    <Page wide>
      <p className="text-[15px] text-ink-2">{t('factor.scan')}</p>
      <div className="flex flex-wrap items-center gap-6">
        <QrCode text={props.uri} label={t('factor.qr')} size={232} />
        <div className="flex min-w-[280px] flex-1 flex-col gap-4">
          <p>
            <span className="block text-[13px] font-semibold text-ink-2">{t('factor.secret')}</span>
            <bdi dir="ltr" data-testid="factor-secret" className="font-mono text-lg font-semibold break-words">
              {props.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
            </bdi>
          </p>
          <TextField label={t('factor.firstCode')} value={entry} maxLength={longestCode} onChange={acts.setEntry} isAddress className="number" />
          <Next testId="factor-confirm" words={t('factor.confirm')} isDisabled={props.sending || entry.trim().length < 6} />
        </div>
      </div>
      <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.type} onClear={acts.clear} onErase={acts.erase} />
    </Page>
  )
}

function RecoveryCodes(props: { readonly codes: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <Page>
      <h2 className="text-lg font-bold">{t('factor.codesTitle')}</h2>
      <p className="text-[15px] text-ink-2">{t('factor.codesExplain')}</p>
      <ol data-testid="recovery-codes" className="grid grid-cols-2 gap-2 rounded-card border border-line bg-surface p-4">
        {props.codes.map((code) => (
          <li key={code} dir="ltr" className="font-mono text-xl font-semibold">
            {code}
          </li>
        ))}
      </ol>
      <Next testId="factor-written" words={t('factor.written')} />
    </Page>
  )
}

function Drop(props: { readonly of: string; readonly sending: boolean }) {
  const { t } = useTranslation()
  const own = useScreen((state) => state.counter?.operator?.id === props.of)
  const name = useScreen((state) => state.register?.operators.find(({ id }) => id === props.of)?.name) ?? props.of
  return (
    <Page>
      <p className="text-[15px] font-semibold">{own ? t('factor.dropOwn') : t('factor.dropOther', { name })}</p>
      {own && <CodeField label={t('factor.code')} />}
      <Next testId="factor-drop-yes" words={t('factor.drop')} isDisabled={props.sending} />
    </Page>
  )
}

function Renew(props: { readonly sending: boolean }) {
  const { t } = useTranslation()
  return (
    <Page>
      <p className="text-[15px] font-semibold">{t('factor.renewExplain')}</p>
      <CodeField label={t('factor.code')} />
      <Next testId="factor-renew-yes" words={t('factor.renew')} isDisabled={props.sending} />
    </Page>
  )
}

/** One's own second factor: none or one, and the steps to it. */
export function SecondFactor() {
  const work = useScreen((state) => state.work)
  if (work.kind !== 'secondFactor') return null
  const { stage, view, sending } = work
  if (stage.name === 'show') return <Secret {...stage.shown} sending={sending} />
  if (stage.name === 'codes') return <RecoveryCodes codes={stage.codes} />
  if (stage.name === 'renew') return <Renew sending={sending} />
  if (stage.name === 'drop') return <Drop of={stage.of} sending={sending} />
  return view === undefined ? null : <Look view={view} />
}

/** One's own PIN: a counter left open for a minute must not become somebody else's second factor. */
export function FactorPin() {
  const { t } = useTranslation()
  const acts = useActs()
  const length = useScreen((state) => state.entry.length)
  const sending = useScreen((state) => state.work.kind === 'factorPin' && state.work.sending)
  return (
    <Page>
      <p className="text-center text-lg font-bold">{t('factor.pin')}</p>
      <PinDots label={t('signOn.pinDigits', { count: length })} length={length} />
      <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.tapPin} onClear={acts.clear} onErase={acts.erase} />
      <Key testId="factor-pin-ok" look="accent" isDisabled={length < 4 || sending} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.sendFactorPin}>
        {t('factor.pinOk')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </Page>
  )
}
