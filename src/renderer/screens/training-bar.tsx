import { GraduationCap, ListChecks, LogOut, RotateCcw, ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type TrainingTaskView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { nextBasket } from '../state/training-acts.ts'
import { Key, Shortcut } from '../ui/index.ts'
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
        <span className="min-w-0 flex-1 truncate text-[15px] font-semibold" role="status">{task === undefined ? t('training.nothingReal') : <TaskLine task={task} />}</span>
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

/** The customer's goods as cards to be scanned or tapped, or what they say. */
function Wanted(props: { readonly task: TrainingTaskView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const { task } = props
  const basket = nextBasket(task)
  const nameOf = (sku: string): string => nameIn(task.goods.find((item) => item.sku === sku)?.names ?? {}, language)
  if (basket !== undefined) {
    return (
      <div className="flex min-h-12 items-center gap-2 overflow-x-auto" data-testid="training-cards">
        <span className="shrink-0 text-sm font-semibold">{t('training.customer', { number: basket.number, of: task.baskets.length })}</span>
        {basket.pieces.map(({ sku, quantity }) => (
          <Key key={sku} testId="training-card" className="h-12 shrink-0 gap-2 px-3 text-sm font-semibold" onPress={() => acts.ringUpCard(task.goods.find((item) => item.sku === sku)?.itemId ?? '', quantity)}>
            <ScanBarcode aria-hidden="true" size={18} /> {quantity / 1000} × {nameOf(sku)} <span className="number text-ink-2">{sku}</span>
          </Key>
        ))}
      </div>
    )
  }
  if (task.back !== undefined) {
    return <p className="text-[15px]" data-testid="training-back">{t('training.back', { number: task.back.number, goods: task.back.goods.map(({ sku, quantity }) => `${quantity / 1000} × ${nameOf(sku)}`).join(', ') })}</p>
  }
  return <p className="text-[15px]">{t(`training.ask.${task.scenario}`)}</p>
}
