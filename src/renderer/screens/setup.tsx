import { ArrowLeft, ArrowRight, Check, DatabaseBackup, Truck } from 'lucide-react'
import { type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useActs } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { type SetupPage } from '../state/setup-work.ts'
import { Key, Mark, Shortcut } from '../ui/index.ts'
import { NoticeBar } from './notice.tsx'
import { LanguageKey, ThemeKey } from './preference-keys.tsx'
import { DevicesPage } from './setup-devices-page.tsx'
import { GoodsPage, HeadOfficePage, OwnerPage } from './setup-last-pages.tsx'
import { CountryPage, TaxPage } from './setup-money-pages.tsx'
import { useSetup } from './setup-parts.tsx'
import { RebuildPage } from './setup-rebuild.tsx'
import { StartPage, StorePage } from './setup-store-pages.tsx'
import { TakeOverPage } from './setup-take-over.tsx'

const parts: Readonly<Record<SetupPage, ComponentType>> = { start: StartPage, store: StorePage, country: CountryPage, tax: TaxPage, goods: GoodsPage, headOffice: HeadOfficePage, devices: DevicesPage, owner: OwnerPage, takeOver: TakeOverPage, rebuild: RebuildPage }

/** Where one is, and what is still to come. A number, a tick and a word: never the colour alone. */
function Steps(props: { readonly pages: readonly SetupPage[]; readonly page: SetupPage }) {
  const { t } = useTranslation()
  const at = props.pages.indexOf(props.page)
  return (
    <ol aria-label={t('setup.steps')} className="flex flex-col gap-1">
      {props.pages.map((page, index) => (
        <li key={page} aria-current={index === at ? 'step' : undefined} className={`flex min-h-12 items-center gap-3.5 rounded-key px-3 text-[15px] ${index === at ? 'bg-rail-raised font-semibold text-white' : 'text-rail-ink'}`}>
          <span aria-hidden="true" className={`number flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-bold ${index < at ? 'bg-[#3ccba6] text-[#0c2a22]' : index === at ? 'bg-white text-[#10231d]' : 'border border-rail-ink'}`}>
            {index < at ? <Check size={16} strokeWidth={3} /> : index + 1}
          </span>
          {t(`setup.step.${page}`)}
        </li>
      ))}
    </ol>
  )
}

/** The first thing anybody sees of a new register. A page at a time, nothing saved before the last. */
export function Setup() {
  const { t } = useTranslation()
  const acts = useActs()
  const pages = useSetup((setup) => setup.pages)
  const page = useSetup((setup) => setup.page)
  const sending = useSetup((setup) => setup.sending) ?? false
  const way = useSetup((setup) => setup.draft.way) ?? 'new'
  const taken = useSetup((setup) => setup.takenOver !== undefined || setup.rebuilt !== undefined) ?? false
  if (pages === undefined || page === undefined) return null
  const Part = parts[page]
  const at = pages.indexOf(page)
  const last = at === pages.length - 1
  return (
    <div data-testid="view-setup" className="flex h-full bg-rail">
      <nav aria-label={t('setup.steps')} className="flex w-[300px] shrink-0 flex-col gap-10 overflow-y-auto px-6 py-8 text-white max-[1199px]:w-[228px] max-[1199px]:px-4">
        <div className="flex items-center gap-3.5 px-3">
          <Mark size={44} />
          <span className="text-xl font-semibold tracking-tight">Tillwright</span>
        </div>
        <Steps pages={pages} page={page} />
        <div className="flex-1" />
        <div className="flex gap-2 px-3">
          <LanguageKey />
          <ThemeKey />
        </div>
      </nav>
      <main className="flex min-w-0 flex-1 flex-col rounded-s-[28px] bg-canvas">
        <div className="relative flex min-h-0 flex-1 flex-col gap-7 overflow-y-auto px-12 pt-10 pb-6 max-[1199px]:px-8 max-[1199px]:pt-7">
          <NoticeBar className="inset-x-8 top-3" />
          <header className="shrink-0">
            {!taken && <p data-testid="setup-progress" className="number text-sm font-semibold text-accent">{t('setup.progress', { number: at + 1, count: pages.length })}</p>}
            <h1 className="mt-1 text-[32px] leading-tight font-bold tracking-tight max-[1199px]:text-[28px]">{t(taken ? (page === 'rebuild' ? 'setup.rebuilt.title' : 'setup.taken.title') : `setup.title.${page}`)}</h1>
            <p className="mt-1.5 max-w-[720px] text-[17px] leading-snug text-ink-2">{t(taken ? (page === 'rebuild' ? 'setup.rebuilt.lead' : 'setup.taken.lead') : `setup.lead.${page}`)}</p>
          </header>
          <Part key={page} />
        </div>
        {!taken && (
          <footer className="flex shrink-0 items-center gap-3 border-t border-line px-12 py-4 max-[1199px]:px-8">
            <Key testId="setup-back" className="h-16 gap-3 px-6 text-[17px] font-semibold" isDisabled={(at === 0 && (way === 'new' || page === 'start')) || sending} onPress={acts.setupBack}>
              <ArrowLeft aria-hidden="true" size={22} /> {t('setup.back')} <Shortcut keys={labelOf('back')} boxed />
            </Key>
            {/* A file that says the language leaves out the page on which these are chosen. */}
            {at === 0 && page !== 'start' && way === 'new' && (
              <div className="flex flex-col gap-1">
                <Key testId="setup-bring" look="bare" className="min-h-12 gap-3 px-4 text-start text-[15px] font-semibold text-ink-2" isDisabled={sending} onPress={() => acts.otherWay('takeOver')}>
                  <Truck aria-hidden="true" size={22} className="shrink-0" /> {t('setup.bringInstead')}
                </Key>
                <Key testId="setup-rebuild-instead" look="bare" className="min-h-12 gap-3 px-4 text-start text-[15px] font-semibold text-ink-2" isDisabled={sending} onPress={() => acts.otherWay('rebuild')}>
                  <DatabaseBackup aria-hidden="true" size={22} className="shrink-0" /> {t('setup.rebuildInstead')}
                </Key>
              </div>
            )}
            <div className="flex-1" />
            <Key testId="setup-next" look="accent" className="h-16 min-w-[240px] justify-center gap-3 px-8 text-lg font-bold" isDisabled={sending} onPress={acts.setupNext}>
              {t(page === 'takeOver' ? 'setup.bring' : page === 'rebuild' ? 'setup.rebuild' : sending ? 'setup.sending' : last ? 'setup.finish' : 'setup.next')} {last ? <Check aria-hidden="true" size={24} /> : <ArrowRight aria-hidden="true" size={24} />} <Shortcut keys={labelOf('enter')} boxed />
            </Key>
          </footer>
        )}
      </main>
    </div>
  )
}
