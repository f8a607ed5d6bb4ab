import { Check, Circle, CircleX, Play, RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { scenarioNames, type TrainingTaskView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { trainingRows } from '../state/training-acts.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** What can be practised, and how what is practised goes: read from what was done, not from what was tapped. */
export function Training() {
  const { t } = useTranslation()
  const acts = useActs()
  const training = useScreen((state) => state.training)
  const chosen = useScreen((state) => (state.work.kind === 'training' ? state.work.chosen : -1))
  if (training === undefined) return null
  const { task, results } = training
  const rows = trainingRows(training)
  const answers = rows.filter((row) => 'answer' in row)
  // Until the right one is chosen every other that was given is a wrong one.
  const wrong = task?.steps.some(({ step, done }) => step === 'rightAnswer' && !done) === true ? task.given : []
  const lookOf = (at: number): 'soft' | 'plain' => (at === chosen ? 'soft' : 'plain')
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      {task !== undefined && (
        <section aria-label={t(`training.scenario.${task.scenario}`)} data-testid="training-task" className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4">
          <div className="flex items-center gap-3">
            <h2 className="flex-1 text-lg font-bold">{t(`training.scenario.${task.scenario}`)}</h2>
            <Key testId="training-again" look={task.stuck ? 'accent' : 'plain'} className="h-12 gap-2 px-3.5 text-sm font-semibold" onPress={acts.restartScenario}>
              <RotateCcw aria-hidden="true" size={18} /> {t('training.startOver')} <Shortcut keys={labelOf('startOver')} boxed />
            </Key>
            <Key testId="training-leave" className="h-12 gap-2 px-3.5 text-sm font-semibold" onPress={acts.leaveScenario}>
              <X aria-hidden="true" size={18} /> {t(task.over ? 'training.close' : 'training.leave')}
            </Key>
          </div>
          {!task.over && <p className="text-[15px] text-ink-2">{t(`training.ask.${task.scenario}`)}</p>}
          {answers.length > 0 && (
            <div className="flex flex-wrap gap-2">
              {answers.map(({ answer }, at) => (
                <Key key={answer} testId={`training-answer-${answer}`} look={lookOf(at)} className="min-h-14 gap-2 px-4 text-[15px] font-semibold" onPress={() => acts.chooseTraining({ answer })}>
                  {wrong.includes(answer) && <><CircleX aria-hidden="true" size={18} className="shrink-0 text-danger" /><span className="sr-only">{t('training.wasWrong')}</span></>}
                  {t(`training.answer.${task.scenario}.${answer}`)} {at === chosen && <Shortcut keys={labelOf('enter')} boxed />}
                </Key>
              ))}
            </div>
          )}
          <Steps task={task} />
          {task.over && <Told task={task} />}
        </section>
      )}
      <h2 className="text-lg font-bold">{t('training.choose')}</h2>
      <div className="grid gap-3 min-[1200px]:grid-cols-2">
        {scenarioNames.map((scenario, index) => {
          const at = answers.length + index
          const best = results.filter((result) => result.scenario === scenario).at(-1)
          return (
            <Key key={scenario} testId={`scenario-${scenario}`} look={lookOf(at)} className="min-h-[84px] gap-4 px-5 py-3 text-start" onPress={() => acts.chooseTraining({ scenario })}>
              <Play aria-hidden="true" size={24} className="shrink-0" />
              <span className="min-w-0 flex-1">
                <span className="block text-[17px] font-bold text-ink">{t(`training.scenario.${scenario}`)}</span>
                <span className="block text-sm text-ink-2">{t(`training.about.${scenario}`)}</span>
                {best !== undefined && <span className="block text-sm font-semibold text-ink">{t('training.result', { points: best.points, right: best.right, of: best.of, seconds: best.seconds, mistakes: best.mistakes })}</span>}
              </span>
              {at === chosen && <Shortcut keys={labelOf('enter')} boxed />}
            </Key>
          )
        })}
      </div>
    </div>
  )
}

function Steps(props: { readonly task: TrainingTaskView }) {
  const { t } = useTranslation()
  return (
    <ol aria-label={t('training.steps')} className="grid grid-cols-1 gap-1 min-[900px]:grid-cols-2">
      {props.task.steps.map(({ step, basket, done }) => (
        <li key={`${step} ${basket ?? ''}`} data-testid="training-step" data-done={done} className={`flex items-center gap-2 text-[15px] ${done ? 'font-semibold text-ok' : 'text-ink-2'}`}>
          {done ? <Check aria-hidden="true" size={18} /> : <Circle aria-hidden="true" size={18} />}
          <span className="sr-only">{t(done ? 'training.done' : 'training.open')}</span>
          {basket === undefined ? t(`training.step.${step}`) : t('training.step.basket', { number: basket })}
        </li>
      ))}
    </ol>
  )
}

/** At the end: the points, what went wrong, and how it is done. */
function Told(props: { readonly task: TrainingTaskView }) {
  const { t } = useTranslation()
  const { score, mistakes, scenario, steps, stuck } = props.task
  return (
    <div role="status" data-testid="training-score" className="flex flex-col gap-2 rounded-key bg-sunken p-4">
      <p className="text-xl font-bold">{t('training.score', { points: score.points })}</p>
      <p className="text-[15px]">{t('training.result', { ...score })}</p>
      {stuck && <p data-testid="training-stuck" className="text-[15px] font-semibold">{t(`training.stuck.${scenario}`)}</p>}
      {mistakes.length > 0 && (
        <ul className="flex flex-col gap-1">
          {mistakes.map(({ mistake, code }, at) => (
            <li key={at} className="flex items-center gap-2 text-[15px] text-danger">
              <CircleX aria-hidden="true" size={18} className="shrink-0" /> {t(`training.mistake.${mistake}`)} {code === undefined ? '' : t(`refusal.${code}`)}
            </li>
          ))}
        </ul>
      )}
      {(mistakes.length > 0 || steps.some(({ done }) => !done)) && <p className="text-[15px] text-ink-2">{t(`training.how.${scenario}`)}</p>}
    </div>
  )
}
