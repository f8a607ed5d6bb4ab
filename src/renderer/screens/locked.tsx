import { HardDrive, LockKeyhole, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type HealthView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { type Language } from '../state/preferences.ts'
import { storeTime } from '../state/store-time.ts'
import { StatusMark } from '../ui/index.ts'
import { LanguageKey, ThemeKey } from './preference-keys.tsx'
import { replicationTone, useReplicationWords } from './replication-status.tsx'
import { TryHeadOffice } from './try-head-office.tsx'

type Lock = NonNullable<HealthView['locked']>
const reasons = ['stolen', 'missing', 'misused'] as const

/** A word of a newer head office is a reason all the same. */
export function lockReason(reason: string): 'locked.reason.stolen' | 'locked.reason.missing' | 'locked.reason.misused' | 'locked.reason.other' {
  const known = reasons.find((one) => one === reason)
  return known === undefined ? 'locked.reason.other' : `locked.reason.${known}`
}

/** What is said of a lock that may be taken back, and of one behind which the register was taken out of service: then nothing is sent any more, and nobody unlocks it. */
function sayingsOf(isRetired: boolean, waitingSales: number): { readonly title: string; readonly what: string; readonly safe: string; readonly isSafe: boolean; readonly todo: readonly string[] } {
  if (!isRetired) return { title: 'locked.title', what: 'locked.what', safe: 'locked.safe', isSafe: true, todo: ['locked.ask', 'locked.leaveOn'] }
  const isSafe = waitingSales === 0
  return { title: 'locked.retired.title', what: 'locked.retired.what', safe: isSafe ? 'locked.retired.all' : 'locked.retired.left', isSafe, todo: ['locked.retired.keep', 'locked.retired.again'] }
}

/** In the place of the sign-on while head office keeps this register locked: what happened, what is safe, and whom to ask. It goes by itself at the next contact after it was unlocked. */
export function Locked() {
  const { t } = useTranslation()
  const words = useReplicationWords()
  const lock = useScreen((state) => state.health?.locked)
  const register = useScreen((state) => state.register)
  const replication = useScreen((state) => state.replication)
  const waiting = useScreen((state) => state.counter?.basket)
  const language = useScreen((state) => state.language)
  if (lock === undefined) return null
  const head = replication === undefined ? undefined : words(replication)
  const waitingSales = replication?.waitingSales ?? 0
  const { title, what, safe, isSafe, todo } = sayingsOf(replication?.notTaken === 'retired', waitingSales)
  return (
    <main data-testid="view-locked" aria-label={t(title)} className="relative flex h-full flex-col items-center overflow-y-auto bg-canvas p-6">
      <div className="flex w-full justify-end gap-2">
        <LanguageKey />
        <ThemeKey />
      </div>
      <div className="my-auto flex w-full max-w-[720px] flex-col gap-5">
        <p className="text-sm font-semibold text-ink-2">{[register?.chainName, register?.storeName, register === undefined || register.registerNumber === 0 ? undefined : t('signOn.register', { number: register.registerNumber })].filter((part) => part !== undefined && part !== '').join(' · ')}</p>
        <h1 className="flex items-center gap-4 text-3xl font-bold text-danger">
          <LockKeyhole aria-hidden="true" size={44} className="shrink-0" /> {t(title)}
        </h1>
        <p className="text-lg" data-testid="locked-why">{t(what, { when: whenOf(lock, language, register?.timeZone), reason: t(lockReason(lock.reason)) })}</p>
        <p data-testid="locked-safe" className={`flex items-center gap-4 rounded-card px-6 py-5 text-lg font-semibold ${isSafe ? 'bg-ok-soft text-ok' : 'bg-warn-soft text-warn'}`}>
          {isSafe ? <ShieldCheck aria-hidden="true" size={36} className="shrink-0" /> : <HardDrive aria-hidden="true" size={36} className="shrink-0" />} {t(safe, { count: waitingSales })}
        </p>
        {waiting !== undefined && <p className="text-[15px] text-ink-2">{t('locked.basket', { count: waiting.itemCount + (waiting.returned?.itemCount ?? 0) })}</p>}
        <ol className="flex list-decimal flex-col gap-3 ps-6 text-lg">
          {todo.map((words) => (
            <li key={words}>{t(words)}</li>
          ))}
        </ol>
        {replication !== undefined && head !== undefined && (
          <p role="status" data-testid="locked-line" className="flex items-center gap-3 rounded-card border border-line bg-surface px-4 py-3 text-[15px] font-semibold">
            <StatusMark tone={replicationTone(replication)} /> {t('replication.title')}: {[head.state, head.detail].filter((part) => part !== '').join(' · ')}
          </p>
        )}
        <TryHeadOffice />
      </div>
    </main>
  )
}

function whenOf(lock: Lock, language: Language, timeZone: string | undefined): string {
  return storeTime(lock.at, language, timeZone, { dateStyle: 'long', timeStyle: 'short' })
}

/** Over a sale that may still be paid for: after it nobody is signed on any more. */
export function LockedBar() {
  const { t } = useTranslation()
  const finishing = useScreen((state) => state.health?.locked !== undefined && state.counter?.operator !== undefined)
  if (!finishing) return null
  return (
    <div role="alert" data-testid="locked-finishing" className="flex min-h-12 shrink-0 items-center justify-center gap-3 bg-danger-soft px-4 py-1.5 text-sm font-semibold text-danger">
      <StatusMark tone="danger" className="text-danger" />
      <LockKeyhole aria-hidden="true" size={19} className="shrink-0" />
      {t('locked.finishing')}
    </div>
  )
}
