import { FileUp, PackageOpen, PlugZap, Store } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** What stands in the place of the tiles while there is nothing to sell by name: what to do about it, and what works without. */
export function EmptyStore() {
  const { t } = useTranslation()
  const acts = useActs()
  const hasGoods = useScreen((state) => state.goodsWithoutTiles === true)
  const isEnrolled = useScreen((state) => (state.register?.registerNumber ?? 0) > 0)
  const title = t(hasGoods ? 'empty.noTiles' : isEnrolled ? 'empty.notYet' : 'empty.title')
  const key = 'min-h-16 w-full gap-4 px-5 py-3 text-start text-[15px] font-semibold'
  return (
    <section data-testid="empty-store" aria-label={title} className="mx-auto flex w-full max-w-[620px] flex-col gap-3 pt-14 pb-8">
      <PackageOpen aria-hidden="true" size={56} strokeWidth={1.4} className="mx-auto text-accent" />
      <h2 className="mb-3 text-center text-2xl font-bold tracking-tight">{title}</h2>
      {(hasGoods || isEnrolled) && <p data-testid="empty-why" className="mb-3 text-center text-[15px] text-ink-2">{t(hasGoods ? 'empty.noTiles.why' : 'empty.notYet.why')}</p>}
      <Key testId="empty-sell" className={key} onPress={acts.openDepartments}>
        <Store aria-hidden="true" size={24} className="shrink-0 text-accent" />
        <span className="flex-1">{t('empty.sell')}</span>
        <Shortcut keys={labelOf('department')} boxed />
      </Key>
      <Key testId="empty-devices" className={key} onPress={acts.openDevices}>
        <PlugZap aria-hidden="true" size={24} className="shrink-0 text-accent" />
        <span className="flex-1">{t('empty.devices')}</span>
        <Shortcut keys={labelOf('devices')} boxed />
      </Key>
      <div className="flex gap-4 rounded-key border border-line bg-surface px-5 py-4 text-[15px]">
        <FileUp aria-hidden="true" size={24} className="shrink-0 text-accent" />
        <p className="min-w-0 flex-1 font-semibold">
          {t('empty.import')}
          <code dir="ltr" className="mt-2 block rounded-md bg-sunken px-3 py-2 font-mono text-sm font-medium break-all select-text">npm run import-items -- items.csv --data …</code>
        </p>
      </div>
    </section>
  )
}
