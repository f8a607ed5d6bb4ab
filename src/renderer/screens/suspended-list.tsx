import { CirclePause, Info, PackageCheck, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type SuspendedBasketView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { dateLocales } from '../state/preferences.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { useMinute } from './use-minute.ts'

const minute = 60_000
const hour = 60 * minute
/** Held longer than this, the customer has probably left; the goods may want to go back to the shelf. */
const longHeld = 2 * hour

function ageWords(age: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (age < hour) return words.format(-Math.max(0, Math.floor(age / minute)), 'minute')
  return age < 24 * hour ? words.format(-Math.floor(age / hour), 'hour') : words.format(-Math.floor(age / (24 * hour)), 'day')
}

function Card(props: { readonly basket: SuspendedBasketView; readonly chosen: boolean; readonly blocked: boolean; readonly now: number }) {
  const { t } = useTranslation()
  const acts = useActs()
  const card = useRef<HTMLDivElement>(null)
  const language = useScreen((state) => state.language)
  const { basket, chosen } = props
  const age = props.now - basket.suspendedAt
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={card} className="grid">
      <Key
        testId="held"
        look={chosen && !props.blocked ? 'soft' : 'plain'}
        isPressed={chosen}
        isDisabled={props.blocked}
        className="min-h-[132px] flex-col items-stretch gap-1 p-4 text-start"
        onPress={() => acts.resume(basket.basketId)}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className={`min-w-0 truncate text-lg font-bold ${basket.label === undefined ? 'text-ink-2' : 'text-ink'}`}>{basket.label ?? t('suspended.noLabel')}</span>
          <Amount value={basket.total} currency={basket.currency} symbol className="shrink-0 text-2xl font-bold text-ink" />
        </span>
        <span className="text-[15px] text-ink-2">
          {basket.operatorName} · {t('basket.items', { count: basket.itemCount })}
        </span>
        <span className="flex-1" />
        <span className="flex items-center justify-between gap-2">
          <span className={`number inline-flex items-center gap-1.5 rounded px-2 py-0.5 text-sm font-semibold ${age >= longHeld ? 'bg-warn-soft text-warn' : 'bg-sunken text-ink-2'}`}>
            {age >= longHeld && <TriangleAlert aria-hidden="true" size={14} />}
            {ageWords(age, dateLocales[language])}
          </span>
          {chosen && !props.blocked && (
            <span className="flex items-center gap-2 text-sm font-semibold text-accent">
              {t('suspended.resume')} <Shortcut keys={labelOf('enter')} boxed />
            </span>
          )}
        </span>
      </Key>
    </div>
  )
}

/** What is kept for a deposit stands in a list of its own. */
function LayAwaysKey() {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <Key testId="lay-aways" className="h-14 shrink-0 gap-2 self-center px-4 font-semibold" onPress={acts.openLayAways}>
      <PackageCheck aria-hidden="true" size={20} /> {t('title.layAways')} <Shortcut keys={labelOf('layAway')} boxed />
    </Key>
  )
}

/** Every sale put aside on this register, oldest first. */
export function SuspendedList() {
  const { t } = useTranslation()
  const acts = useActs()
  const now = useMinute()
  const chosen = useScreen((state) => (state.work.kind === 'suspended' ? state.work.chosen : -1))
  const suspended = useScreen((state) => state.suspended)
  const blocked = useScreen((state) => state.counter?.basket !== undefined)
  if (suspended === undefined) return null
  if (suspended.length === 0) {
    return (
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 p-8 text-center">
        <CirclePause aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
        <p className="text-lg font-semibold">{t('suspended.none')}</p>
        <p className="max-w-md text-[15px] text-ink-2">{t('suspended.noneHint')}</p>
        <LayAwaysKey />
      </div>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-3 pb-4">
      {blocked && (
        <div className="flex min-h-14 shrink-0 items-center gap-3 rounded-key bg-warn-soft ps-4 pe-1 text-[15px] font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={20} className="shrink-0" />
          <span className="flex-1">{t('suspended.blocked')}</span>
          <Key className="h-12 gap-2 px-4 font-semibold" onPress={acts.suspend}>
            <CirclePause aria-hidden="true" size={18} /> {t('suspend.confirm')} <Shortcut keys={labelOf('suspend')} boxed />
          </Key>
        </div>
      )}
      <p data-testid="held-rule" className="flex shrink-0 items-start gap-2 px-1 text-sm text-ink-2">
        <Info aria-hidden="true" size={18} className="mt-px shrink-0" /> {t('suspended.rule')}
      </p>
      <LayAwaysKey />
      <Group aria-label={t('title.suspended')} data-own-enter className="min-h-0 flex-1 overflow-y-auto p-0.5">
        <div className="grid grid-cols-1 gap-3 min-[1200px]:grid-cols-2 min-[1800px]:grid-cols-3">
          {suspended.map((basket, index) => (
            <Card key={basket.basketId} basket={basket} chosen={index === chosen} blocked={blocked} now={now.getTime()} />
          ))}
        </div>
      </Group>
    </div>
  )
}
