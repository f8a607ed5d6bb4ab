import { DatabaseBackup, MoveHorizontal, Store, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs } from '../state/context.ts'
import { languages } from '../state/preferences.ts'
import { setupWays, type SetupWay } from '../state/setup-work.ts'
import { ReceiptPaper } from './receipt-paper.tsx'
import { PaperFields } from './paper-fields.tsx'
import { Choice, useDraft, useSetup } from './setup-parts.tsx'

const ownNames = { en: 'English', 'zh-CN': '简体中文' } as const
const drawings: Readonly<Record<SetupWay, typeof Store>> = { new: Store, takeOver: Truck, rebuild: DatabaseBackup }

/** The language first, for all that follows is read in it; then what is to become of this register. */
export function StartPage() {
  const { t } = useTranslation()
  const acts = useActs()
  const { draft, change } = useDraft()
  if (draft === undefined) return null
  return (
    <div className="flex max-w-[720px] flex-col gap-8">
      <section className="flex flex-col gap-2">
        <h2 className="text-sm font-semibold text-ink-2">Language · 语言</h2>
        <div className="grid grid-cols-2 gap-3">
          {languages.map((language) => (
            <Choice key={language} testId={`setup-language-${language}`} chosen={draft.language === language} title={ownNames[language]} onPress={() => acts.chooseSetupLanguage(language)} />
          ))}
        </div>
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="text-sm font-semibold text-ink-2">{t('setup.what')}</h2>
        {setupWays.map((way) => {
          const Drawing = drawings[way]
          return <Choice key={way} testId={`setup-way-${way}`} chosen={draft.way === way} title={t(`setup.way.${way}`)} detail={t(`setup.way.${way}.explain`)} drawing={<Drawing aria-hidden="true" size={28} className="shrink-0" />} onPress={() => change({ way })} />
        })}
      </section>
      <p className="rounded-key bg-info-soft px-4 py-3 text-[15px] leading-snug text-info">{t(draft.way === 'rebuild' ? 'setup.start.noteRebuild' : 'setup.start.note')}</p>
    </div>
  )
}

export function StorePage() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const preview = useSetup((setup) => setup.preview)
  if (draft === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 gap-8 max-[1199px]:gap-6">
      <div className="flex min-w-0 flex-1 flex-col gap-5 pb-1">
        <PaperFields draft={draft} change={change} />
      </div>
      <aside aria-label={t('setup.preview')} className="flex shrink-0 flex-col gap-2">
        <h2 className="flex items-center justify-center gap-2 text-sm font-semibold text-ink-2">
          <MoveHorizontal aria-hidden="true" size={18} /> {t('setup.preview')}
        </h2>
        <div data-testid="setup-preview" className="min-h-[420px] min-w-[352px]">{preview !== undefined && <ReceiptPaper document={preview} />}</div>
      </aside>
    </div>
  )
}

