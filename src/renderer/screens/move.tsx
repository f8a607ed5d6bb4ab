import { Check, FolderInput, TriangleAlert, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { shortestPassphraseLength } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { longestPassphrase } from '../state/move-acts.ts'
import { storeTime } from '../state/store-time.ts'
import { Key, Shortcut, TextField } from '../ui/index.ts'
import { NoticeBar } from './notice.tsx'
import { LanguageKey, ThemeKey } from './preference-keys.tsx'
import { Refused } from './refused.tsx'
import { Progressing } from './support.tsx'

function Warning(props: { readonly words: string }) {
  return (
    <p className="flex items-center gap-3 rounded-key bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">
      <TriangleAlert aria-hidden="true" size={24} className="shrink-0" /> {props.words}
    </p>
  )
}

function Passphrase(props: { readonly label: string }) {
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  return <TextField key={props.label} label={props.label} value={entry} maxLength={longestPassphrase} onChange={acts.setEntry} isAddress isSecret />
}

/** Takes this register to another machine. What it means stands there before anything is typed. */
export function MovePanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const ready = useScreen((state) => state.entry !== '')
  if (work.kind !== 'move') return null
  const { stage } = work
  if (stage.name === 'asking') return null
  if (stage.name === 'blocked' && stage.refusal.code === 'request.notAllowed') return <Refused testId="move-refused" words={t('move.refused')} />
  const blocked = stage.name === 'blocked'
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 pt-16">
      <div className="my-auto flex w-full max-w-[600px] flex-col gap-4">
        <p className="text-[15px] text-ink-2">{t('move.explain')}</p>
        <p className="text-[15px] text-ink-2">{t('move.then')}</p>
        {stage.name === 'blocked' && (
          <div role="alert" data-testid="move-blocked">
            <Warning words={t(`refusal.${stage.refusal.code}`, { ...stage.refusal.params })} />
          </div>
        )}
        {stage.name === 'first' && <Passphrase label={t('move.passphrase', { shortest: shortestPassphraseLength })} />}
        {stage.name === 'again' && <Passphrase label={t('move.again')} />}
        {!blocked && <Warning words={t('move.write')} />}
        <Key testId="move-next" look="accent" isDisabled={!blocked && !ready} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.enterMove}>
          {stage.name === 'again' ? <Truck aria-hidden="true" size={24} /> : <Check aria-hidden="true" size={24} />}
          {t(stage.name === 'again' ? 'move.go' : blocked ? 'move.try' : 'move.next')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}

/** In the place of everything else: this register lives elsewhere now. */
export function Moved() {
  const { t } = useTranslation()
  const acts = useActs()
  const moving = useScreen((state) => state.moving)
  const moved = useScreen((state) => state.register?.moved)
  const timeZone = useScreen((state) => state.register?.timeZone)
  const language = useScreen((state) => state.language)
  const ready = useScreen((state) => state.entry !== '')
  if (moving === 'packing' || moving === 'taking') return <main data-testid="view-moved" className="flex h-full"><Progressing words={t(moving === 'packing' ? 'move.packing' : 'moved.taking')} testId={`move-${moving}`} kind="move" /></main>
  if (moved === undefined) return null
  const when = storeTime(moved.at, language, timeZone, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <main data-testid="view-moved" aria-label={t('moved.title')} className="relative flex h-full flex-col items-center overflow-y-auto bg-canvas p-6">
      <NoticeBar className="inset-x-6 top-4" />
      <div className="flex w-full justify-end gap-2">
        <LanguageKey />
        <ThemeKey />
      </div>
      <div className="my-auto flex w-full max-w-[680px] flex-col gap-4">
        <h1 className="flex items-center gap-4 text-2xl font-bold">
          <Truck aria-hidden="true" size={36} className="shrink-0" /> {t('moved.title')}
        </h1>
        <p className="text-lg">{t('moved.when', { when })}</p>
        <p className="flex items-center gap-3 rounded-card border border-line bg-surface px-4 py-3">
          <FolderInput aria-hidden="true" size={24} className="shrink-0 text-ink-3" />
          <span className="min-w-0">
            <span className="block text-[13px] font-semibold text-ink-2">{t('moved.file')}</span>
            <bdi dir="ltr" data-testid="moved-file" className="font-mono text-[15px] font-semibold break-all select-text">
              {moved.file}
            </bdi>
          </span>
        </p>
        <p className="text-[15px] text-ink-2">
          {t('moved.next')} {t('move.then')}
        </p>
        {moving === 'asking' && <Warning words={t('moved.warn')} />}
        {moving === 'asking' && <Passphrase label={t('moved.passphrase')} />}
        <Key testId="take-back" look={moving === 'asking' ? 'accent' : 'outline'} isDisabled={moving === 'asking' && !ready} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.enterMoved}>
          {t('moved.takeBack')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
        {moving === 'asking' && (
          <Key testId="leave-take-back" look="bare" className="min-h-12 justify-center gap-3 font-semibold" onPress={acts.leaveTakeBack}>
            {t('moved.leave')} <Shortcut keys={labelOf('back')} boxed />
          </Key>
        )}
      </div>
    </main>
  )
}
