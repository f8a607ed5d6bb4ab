import { GraduationCap, ListChecks, LogOut, RotateCcw, ScanBarcode, Scroll } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type TrainingTaskView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { nextBasket } from '../state/training-acts.ts'
import { Amount, formatQuantity, Key, Shortcut, TileIcon } from '../ui/index.ts'
import { useSecondsSince } from './use-seconds-since.ts'

/** Above every view for as long as somebody practises: that it is training, what is asked for now, and the way out. */
export function TrainingBar() {
  const { t } = useTranslation()
  const acts = useActs()
  const on = useScreen((state) => state.training?.on === true)
  const task = useScreen((state) => state.training?.task)
  if (!on) return null
  return (
    <section aria-label={t('training.label')} data-testid="training-bar" className="flex shrink-0 flex-col gap-2 bg-training px-4 py-2 text-on-training">
      <div className="flex items-center gap-3">
        <GraduationCap aria-hidden="true" size={26} className="shrink-0" />
        <strong data-testid="training-word" className="text-xl font-extrabold tracking-[0.12em]">{t('training.word')}</strong>
        <span className="min-w-0 flex-1 text-[15px] leading-tight font-semibold" role="status">{task === undefined ? t('training.nothingReal') : <TaskLine task={task} />}</span>
        {task !== undefined && (
          <Key testId="training-start-over" className="h-12 shrink-0 gap-2 px-3.5 text-sm font-semibold" onPress={acts.restartScenario}>
            <RotateCcw aria-hidden="true" size={19} /> {t('training.startOver')} <Shortcut keys={labelOf('startOver')} boxed />
          </Key>
        )}
        <Key testId="training-open" className="h-12 shrink-0 gap-2 px-3.5 text-sm font-semibold" onPress={acts.openTraining}>
          <ListChecks aria-hidden="true" size={19} /> {t('training.tasks')} <Shortcut keys={labelOf('training')} boxed />
        </Key>
        <Key testId="training-end" className="h-12 shrink-0 gap-2 px-3.5 text-sm font-bold" onPress={acts.endTraining}>
          <LogOut aria-hidden="true" size={19} /> {t('training.end')} <Shortcut keys={labelOf('endTraining')} boxed />
        </Key>
      </div>
      {task !== undefined && (task.over ? <Advice task={task} /> : <Wanted task={task} />)}
    </section>
  )
}

function TaskLine(props: { readonly task: TrainingTaskView }) {
  const { t } = useTranslation()
  const { scenario, steps, limit, over, score, beganAt } = props.task
  const left = Math.max(0, limit - useSecondsSince(beganAt))
  const name = t(`training.scenario.${scenario}`)
  if (over) return <>{t('training.over', { name, points: score.points })}</>
  return <>{t('training.underWay', { name, done: steps.filter(({ done }) => done).length, of: steps.length, minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') })}</>
}

/** Over: where it stands what went wrong and how it is done, for who sees only this line of it. */
function Advice(props: { readonly task: TrainingTaskView }) {
  const { t } = useTranslation()
  const { stuck, mistakes, steps, scenario } = props.task
  if (!stuck && mistakes.length === 0 && steps.every(({ done }) => done)) return null
  return (
    <p className="text-[15px]" data-testid="training-advice">
      {stuck && t(`training.stuck.${scenario}`)} {t('training.advice', { tasks: labelOf('training'), startOver: labelOf('startOver') })}
    </p>
  )
}

/** The customer's goods as cards to be scanned or tapped, or what they say; then what is left to be done. */
function Wanted(props: { readonly task: TrainingTaskView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { task } = props
  const basket = nextBasket(task)
  if (basket !== undefined) {
    return (
      <div className="flex min-h-12 items-center gap-2 overflow-x-auto" data-testid="training-cards">
        <span className="shrink-0 text-sm font-semibold">{t('training.customer', { number: basket.number, of: task.baskets.length })}</span>
        {basket.pieces.map((pieces) => (
          <Key key={pieces.sku} testId="training-card" className="h-14 shrink-0 gap-2 px-3 text-sm font-semibold" onPress={() => acts.ringUpCard(task.goods.find(({ sku }) => sku === pieces.sku)?.itemId ?? '', pieces.quantity)}>
            <Goods task={task} pieces={pieces} />
          </Key>
        ))}
      </div>
    )
  }
  if (task.back !== undefined) {
    return (
      <div className="flex min-h-12 flex-wrap items-center gap-2 text-[15px]" data-testid="training-back">
        <span>{t('training.back', { number: task.back.number })}</span>
        {task.back.goods.map((pieces) => (
          <span key={pieces.sku} data-testid="training-back-goods" className="flex h-12 items-center gap-2 rounded-key bg-surface px-3 text-sm font-semibold text-ink">
            <Goods task={task} pieces={pieces} />
          </span>
        ))}
      </div>
    )
  }
  if (task.paperOut) {
    return (
      <div className="flex min-h-12 flex-wrap items-center gap-3" data-testid="training-paper-out">
        <span className="text-[15px] font-semibold">{t('training.paperOut')}</span>
        <Key testId="training-new-roll" className="h-12 gap-2 px-3.5 text-sm font-semibold" onPress={acts.changeRoll}>
          <Scroll aria-hidden="true" size={19} /> {t('training.newRoll')} <Shortcut keys={labelOf('changeRoll')} boxed />
        </Key>
      </div>
    )
  }
  const { answers, steps, scenario } = task
  const rollIsIn = steps.some(({ step, done }) => step === 'rollChanged' && done)
  const line = answers.length > 0 ? t('training.answerNow', { tasks: labelOf('training') }) : rollIsIn ? t('training.rollIsIn') : t(`training.ask.${scenario}`)
  return <p className="text-[15px]" data-testid="training-asks">{line}</p>
}

/** As the counter shows them: the drawing of their tile, the name, the price; the number last, for who types it. */
function Goods(props: { readonly task: TrainingTaskView; readonly pieces: TrainingTaskView['baskets'][number][number] }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const pages = useScreen((state) => state.pages)
  const currency = useScreen((state) => state.counter?.currency)
  const { sku, quantity } = props.pieces
  const item = props.task.goods.find((one) => one.sku === sku)
  const tile = pages.flatMap(({ tiles }) => tiles).find(({ itemId }) => itemId === item?.itemId)
  return (
    <>
      {tile === undefined ? <ScanBarcode aria-hidden="true" size={20} /> : <TileIcon name={tile.icon} hue={tile.hue} />}
      <span className="flex flex-col items-start leading-tight">
        <span>
          {formatQuantity(quantity, 'each')} × {nameIn(item?.names ?? {}, language)}
        </span>
        <span className="text-xs font-medium text-ink-2">
          {item?.price !== undefined && currency !== undefined && <Amount value={item.price.minor} currency={currency} symbol />} · {t('training.sku')} <span className="number" data-testid="training-sku">{sku}</span>
        </span>
      </span>
    </>
  )
}
