import { useTranslation } from 'react-i18next'
import { actions } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** One row for what only differs by direction: four arrows are one thing to learn. */
const withNext = new Map([['lineUp', 'lineDown'], ['up', 'down'], ['left', 'right'], ['more', 'less']])
const nexts = new Set(withNext.values())

/** Every key that does something on this view, in place of it. Esc, Enter, F1, or any of them, and it is gone. */
export function KeyOverlay() {
  const { t } = useTranslation()
  const acts = useActs()
  const screen = useScreen(screenOf)
  const here = actions.filter((action) => action.screens.includes(screen) && action.act !== 'keys')
  const typed = screen === 'sell' || screen === 'finish' || screen === 'search'
  return (
    <section data-testid="keys" aria-label={t('keys.title')} className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-2 pb-4">
      <div className="flex items-center gap-3">
        <h2 className="flex-1 text-xl font-bold">{t('keys.title')}</h2>
        <Key className="h-12 gap-2.5 px-4 font-semibold" onPress={acts.toggleKeys}>
          {t('keys.close')} <Shortcut keys="Esc" boxed />
        </Key>
      </div>
      <dl className="grid grid-cols-1 gap-x-6 rounded-card border border-line bg-surface px-5 py-2 shadow-1 min-[900px]:grid-cols-2 min-[1800px]:grid-cols-3">
        {typed && (
          <>
            <Row keys={t('keys.scanner')} words={t('keys.scan')} />
            <Row keys="0–9 Enter" words={t('keys.code')} />
            <Row keys="3 *" words={t('keys.times')} />
          </>
        )}
        {here
          .filter(({ act }) => !nexts.has(act))
          .map((action) => {
            const next = actions.find(({ act }) => act === withNext.get(action.act))
            return <Row key={action.act} keys={next === undefined ? action.label : `${action.label} ${next.label}`} words={next === undefined ? t(action.words) : `${t(action.words)} / ${t(next.words)}`} />
          })}
      </dl>
      <p className="flex items-center gap-2 text-[15px] text-ink-2">
        {here.every(({ offline }) => offline) ? t('keys.offline') : ''}
      </p>
    </section>
  )
}

function Row(props: { readonly keys: string; readonly words: string }) {
  return (
    <div className="flex min-h-11 items-center gap-3 border-b border-line py-1.5">
      <dt className="flex-none basis-24">
        <kbd className="inline-flex min-h-7 items-center rounded-md border border-line-strong px-2 font-sans text-[13px] font-semibold text-ink">{props.keys}</kbd>
      </dt>
      <dd className="min-w-0 text-[15px] leading-tight">{props.words}</dd>
    </div>
  )
}
