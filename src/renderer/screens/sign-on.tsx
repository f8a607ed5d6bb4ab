import { GraduationCap } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { hourAndMinute } from '../state/store-time.ts'
import { waitWords } from '../state/wait-words.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Avatar, DigitKeypad, Key, Mark, PinDots, Shortcut, StatusMark, type StatusTone } from '../ui/index.ts'
import { deviceTitle, toneOf } from './device-status.tsx'
import { KeyOverlay } from './key-overlay.tsx'
import { NoticeBar } from './notice.tsx'
import { LanguageKey, ThemeKey } from './preference-keys.tsx'
import { replicationTone, useReplicationWords } from './replication-status.tsx'
import { useMinute } from './use-minute.ts'

const darkTones: Readonly<Record<StatusTone, string>> = { ok: 'text-[#6fd598]', warn: 'text-[#f5b74f]', danger: 'text-[#ff8a7f]', idle: 'text-[#9db3ab]' }

function DarkCard(props: { readonly title: string; readonly tone: StatusTone; readonly words: string; readonly detail?: string }) {
  return (
    <li className="min-w-36 rounded-key bg-rail-raised px-4 py-3">
      <div className="text-sm text-rail-ink">{props.title}</div>
      <div className="mt-0.5 flex items-center gap-2 text-sm font-semibold text-white">
        <StatusMark tone={props.tone} className={darkTones[props.tone]} />
        {props.words}
      </div>
      {props.detail !== undefined && props.detail !== '' && <div className="number mt-0.5 text-xs text-rail-ink">{props.detail}</div>}
    </li>
  )
}

function StorePanel() {
  const { t } = useTranslation()
  const now = useMinute()
  const time = useStoreTime()
  const words = useReplicationWords()
  const register = useScreen((state) => state.register)
  const devices = useScreen((state) => state.devices)
  const replication = useScreen((state) => state.replication)
  const head = replication === undefined ? undefined : words(replication)
  return (
    <section aria-label={t('signOn.store')} className="flex min-w-0 flex-1 flex-col overflow-hidden bg-rail p-12 text-white max-[1199px]:p-8">
      <header className="flex items-center gap-3.5">
        <Mark size={44} />
        <div className="min-w-0">
          <h1 className="truncate text-xl font-semibold">{register?.chainName ?? ''}</h1>
          <p className="truncate text-sm text-rail-ink">
            {register?.storeName ?? ''}
            {register !== undefined && ` · ${register.registerNumber > 0 ? t('signOn.register', { number: register.registerNumber }) : t('signOn.notEnrolled')}`}
          </p>
        </div>
      </header>
      <div className="flex flex-1 flex-col justify-center">
        <p className="number text-[112px] leading-none font-semibold tracking-tight max-[1199px]:text-[84px]">
          {time(now, hourAndMinute)}
        </p>
        <p className="mt-4 text-xl text-rail-ink">{time(now, { weekday: 'long', day: 'numeric', month: 'long' })}</p>
        {register?.mode === 'demo' && <p className="mt-8 max-w-md rounded-key bg-rail-raised px-4 py-3 text-[15px] text-white">{t(register.operators.some(({ demoPin }) => demoPin !== undefined) ? 'signOn.demo' : 'signOn.demoSet')}</p>}
      </div>
      <ul aria-label={t('devices.label')} className="flex flex-wrap gap-3">
        {devices.map((device) => (
          <DarkCard key={device.id} title={deviceTitle(device, devices, t)} tone={toneOf(device)} words={t(`health.${device.health}`)} detail={device.simulated ? t('devices.simulated') : ''} />
        ))}
        {replication !== undefined && head !== undefined && <DarkCard title={t('replication.title')} tone={replicationTone(replication)} words={head.state} detail={head.detail} />}
      </ul>
    </section>
  )
}

function Operators() {
  const { t } = useTranslation()
  const acts = useActs()
  const operators = useScreen((state) => state.register?.operators)
  const chosen = useScreen((state) => state.operatorId)
  return (
    <Group aria-label={t('signOn.who')} className="grid max-h-[244px] shrink-0 grid-cols-2 gap-2 overflow-y-auto p-1.5 -m-1.5">
      {(operators ?? []).map((operator, index) => (
        <Key
          key={operator.id}
          testId="operator"
          look={operator.id === chosen ? 'soft' : 'plain'}
          isPressed={operator.id === chosen}
          className="min-h-16 gap-3 px-3 py-2 text-start"
          onPress={() => acts.chooseOperator(operator.id)}
        >
          <Avatar name={operator.name} index={index} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-[15px] font-semibold text-ink">{operator.name}</span>
            <span className="block truncate text-[13px] text-ink-2">{t(`role.${operator.role}`)}</span>
            {operator.demoPin !== undefined && <span className="number block text-[13px] font-semibold text-ink-2">PIN {operator.demoPin}</span>}
          </span>
        </Key>
      ))}
    </Group>
  )
}

function Dots() {
  const { t } = useTranslation()
  const length = useScreen((state) => state.entry.length)
  return <PinDots label={t('signOn.pinDigits', { count: length })} length={length} />
}

/** Who is at the register: choose, type the PIN, OK. */
export function SignOn() {
  const { t } = useTranslation()
  const acts = useActs()
  const operatorId = useScreen((state) => state.operatorId)
  const seconds = useScreen((state) => (state.operatorId === undefined ? 0 : (state.pinWaits[state.operatorId] ?? 0)))
  const ready = useScreen((state) => state.operatorId !== undefined && state.entry.length >= 4) && seconds === 0
  const waiting = useScreen((state) => state.counter?.basket)
  const keysShown = useScreen((state) => state.keysShown)
  const training = useScreen((state) => state.trainingNext)
  return (
    <main data-testid="view-sign-on" className="relative flex h-full bg-rail">
      {keysShown ? <div className="flex min-w-0 flex-1 flex-col bg-canvas pt-6"><KeyOverlay /></div> : <StorePanel />}
      {/* Beside the keypad, over the devices: over the heading it hid whose till this is to be. */}
      <NoticeBar className="start-8 end-[512px] bottom-8 max-[1199px]:end-[472px]" />
      <section aria-label={t('signOn.who')} className="flex w-[480px] shrink-0 flex-col gap-3 overflow-y-auto justify-center rounded-s-[28px] bg-canvas px-10 py-6 max-[1199px]:w-[440px] max-[1199px]:px-8">
        <div className="flex items-center gap-2">
          <h2 className="flex-1 text-2xl font-bold tracking-tight">{t('signOn.who')}</h2>
          <Key testId="sign-on-training" look={training ? 'dark' : 'plain'} isPressed={training} label={t('training.next')} className="size-12 justify-center" onPress={acts.toggleTrainingNext}>
            <GraduationCap aria-hidden="true" size={22} />
          </Key>
          <LanguageKey />
          <ThemeKey />
        </div>
        {training && <p role="status" data-testid="sign-on-trains" className="rounded-key bg-training px-4 py-3 text-sm font-semibold text-on-training">{t('training.nextExplain')}</p>}
        {waiting !== undefined && <p className="rounded-key bg-info-soft px-4 py-3 text-sm font-medium text-info">{t('signOn.basketWaits', { count: waiting.itemCount + (waiting.returned?.itemCount ?? 0) })}</p>}
        <Operators />
        {seconds > 0 && (
          <p role="alert" data-testid="sign-on-waits" className="number rounded-key bg-warn-soft px-4 py-3 text-sm font-semibold text-warn">{t('signOn.waits', { time: waitWords(t, seconds) })}</p>
        )}
        {operatorId === undefined ? <p className="flex h-12 items-center justify-center text-sm text-ink-2">{t('signOn.chooseFirst')}</p> : <Dots />}
        <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.tapPin} onClear={acts.clear} onErase={acts.erase} />
        <Key look="accent" isDisabled={!ready} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.signOn}>
          {t('signOn.ok')} <Shortcut keys="Enter" boxed />
        </Key>
      </section>
    </main>
  )
}
