import { Check, Settings, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type MendedView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { mendedWords } from '../state/mended-words.ts'
import { storeTime } from '../state/store-time.ts'
import { Key } from '../ui/index.ts'

/** What no journal brings back, in the order in which a shop misses it. */
export const rebuiltNext = ['people', 'devices', 'papers', 'mail', 'money', 'backups'] as const
const titles: Readonly<Partial<Record<MendedView['how'], string>>> = { notDone: 'mended.titleNotDone', chosen: 'mended.titleChosen', rebuilt: 'mended.titleRebuilt', byHand: 'mended.titleByHand' }

/** What a start did about damaged data, in words: what is safe, what may be missing, what to do. It stays until somebody has read it. */
export function MendedBanner() {
  const { t } = useTranslation()
  const acts = useActs()
  const register = useScreen((state) => state.register)
  const language = useScreen((state) => state.language)
  // A copy for training knows nothing of it.
  const mended = register?.mode === 'training' ? undefined : register?.mended
  if (mended === undefined) return null
  const time = (at: number): string => storeTime(at, language, register?.timeZone, { dateStyle: 'medium', timeStyle: 'short' })
  const { how, missing, documents, beyondGap, again, backupAt, aside } = mended
  const title = t(titles[how] ?? 'mended.title')
  const warns = missing || how === 'notDone'
  const look = warns ? 'bg-warn-soft text-warn' : 'bg-info-soft text-info'
  return (
    <section role="alert" data-testid="mended" aria-label={title} className={`mt-4 flex w-full flex-col gap-2 rounded-card px-4 py-3 text-start text-sm ${look}`}>
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        {warns ? <TriangleAlert aria-hidden="true" size={20} /> : <ShieldCheck aria-hidden="true" size={20} />} {title}
      </h2>
      <p className="font-semibold">{t(mendedWords(mended), { at: time(mended.at), backup: backupAt === undefined ? '' : time(backupAt), count: documents })}</p>
      {how === 'rebuilt' && (
        <>
          <ul data-testid="rebuilt-next" className="flex list-disc flex-col gap-1 ps-6">
            {([...rebuiltNext, 'goods'] as const).map((what) => <li key={what}>{t(`rebuilt.next.${what}`)}</li>)}
          </ul>
          <Key testId="rebuilt-settings" look="accent" className="min-h-12 gap-2 self-start px-3.5 text-sm font-semibold" onPress={acts.openSettings}>
            <Settings aria-hidden="true" size={18} /> {t('rebuilt.settings')}
          </Key>
        </>
      )}
      {missing && <p data-testid="mended-missing">{t('mended.missing')}</p>}
      {beyondGap > 0 && <p>{t('mended.beyondGap', { count: beyondGap })}</p>}
      {again.length > 0 && (
        <div data-testid="mended-again">
          <p>{t('mended.again', { count: again.reduce((sum, { count }) => sum + count, 0) })}</p>
          <ul className="list-disc ps-6">
            {again.map(({ type, count }) => (
              <li key={type}>
                {t(`entry.${type}`, { defaultValue: type })} · {count}
              </li>
            ))}
          </ul>
        </div>
      )}
      {aside !== '' && (
        <p>
          {t('mended.aside')} <bdi dir="ltr" className="font-mono break-all select-text">{aside}</bdi>
        </p>
      )}
      <Key testId="mended-read" className="min-h-12 gap-2 self-start px-3.5 text-sm font-semibold" onPress={acts.readMending}>
        <Check aria-hidden="true" size={18} /> {t(how === 'rebuilt' ? 'rebuilt.done' : 'mended.read')}
      </Key>
    </section>
  )
}
