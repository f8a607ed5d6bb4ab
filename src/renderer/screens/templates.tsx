import { Check, Printer, Redo2, RotateCcw, Undo2 } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { paperKinds } from '../../domain/receipt/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { isChanged, type TemplatesWork } from '../state/templates-work.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { OfHeadOffice } from './of-head-office.tsx'
import { Outcome } from './outcome.tsx'
import { scrollByKeys } from './paper-region.tsx'
import { Refused } from './refused.tsx'
import { TemplateFields } from './template-fields.tsx'

/** The paper as the printer's bytes come out on it. */
function Paper(props: { readonly work: TemplatesWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { preview, width, printed } = props.work
  const last = printed?.at(-1)
  return (
    <aside aria-label={t('setup.preview')} className="flex min-h-0 w-[min(46%,420px)] shrink-0 flex-col gap-2">
      <Group aria-label={t('templates.width')} className="flex shrink-0 gap-2">
        {([58, 80] as const).map((one) => (
          <Key key={one} testId={`template-width-${one}`} look={one === width ? 'dark' : 'outline'} isPressed={one === width} className="min-h-12 flex-1 justify-center gap-2 px-3 text-sm font-semibold" onPress={() => acts.setPaperWidth(one)}>
            {one} mm {one !== width && <Shortcut keys={labelOf('paperWidth')} boxed />}
          </Key>
        ))}
      </Group>
      <div ref={scrollByKeys} role="region" aria-label={t('receipt.paper')} data-testid="template-paper" data-columns={preview?.columns} className="min-h-0 flex-1 overflow-auto rounded-card bg-sunken p-3">
        {preview !== undefined && <img alt={preview.text} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(preview.svg)}`} className={`mx-auto block rounded-sm shadow-2 ${width === 58 ? 'w-[72%]' : 'w-full'}`} />}
      </div>
      {preview !== undefined && preview.replaced.length > 0 && <p className="shrink-0 text-sm text-ink-2">{t('templates.replaced', { letters: preview.replaced.join(' ') })}</p>}
      {last !== undefined && (
        <ul aria-label={t('finish.outcomes')} className="flex shrink-0 justify-center">
          <Outcome effect={last} of="report" />
        </ul>
      )}
      <Key testId="template-print" className="min-h-14 shrink-0 justify-center gap-2.5 px-3 text-base font-semibold" onPress={acts.printTemplate}>
        <Printer aria-hidden="true" size={20} /> {t('templates.print')} <Shortcut keys={labelOf('printTemplate')} boxed />
      </Key>
    </aside>
  )
}

function Versions(props: { readonly work: TemplatesWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const storeTime = useStoreTime()
  const { view } = props.work
  if (view === undefined || view === 'refused' || view.versions.length === 0) return null
  return (
    <section className="flex flex-col gap-1.5">
      <h2 className="flex items-center gap-2 text-sm font-semibold text-ink-2">
        {t('templates.versions')} <Shortcut keys={labelOf('earlierTemplate')} boxed />
      </h2>
      <Group aria-label={t('templates.versions')} className="flex flex-col gap-2">
        {view.versions.map(({ version, savedAt, operatorName }) => (
          <Key key={version} testId={`template-version-${version}`} className="min-h-12 gap-3 px-4 text-start text-sm" onPress={() => acts.loadVersion(version)}>
            <RotateCcw aria-hidden="true" size={18} className="shrink-0 text-ink-3" />
            <span className="number min-w-0 flex-1">
              {t(version === view.version ? 'templates.version.now' : 'templates.version', { version, at: storeTime(savedAt, { dateStyle: 'medium', timeStyle: 'short' }), who: operatorName === '' ? t('ofHeadOffice.who') : operatorName })}
            </span>
          </Key>
        ))}
      </Group>
    </section>
  )
}

/** Settings, Papers: what each paper says at the left, the paper itself at the right. */
export function Templates() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'templates' ? state.work : undefined))
  if (work?.view === undefined) return null
  if (work.view === 'refused') return <Refused testId="templates-refused" words={t('templates.refused')} />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <Group aria-label={t('templates.papers')} className="flex shrink-0 flex-wrap items-center gap-2">
        {paperKinds.map((paper) => (
          <Key key={paper} testId={`template-of-${paper}`} look={paper === work.paper ? 'dark' : 'outline'} isPressed={paper === work.paper} className="min-h-12 justify-center rounded-full! px-4 text-sm font-semibold" onPress={() => acts.choosePaper(paper)}>
            {t(`templates.paper.${paper}`)}
          </Key>
        ))}
        <span className="text-ink-3">
          <Shortcut keys={labelOf('nextPaper')} boxed />
        </span>
      </Group>
      <div className="flex min-h-0 flex-1 gap-4">
        <div ref={scrollByKeys} role="region" aria-label={t('templates.words')} className="flex min-h-0 min-w-0 flex-1 flex-col gap-5 overflow-y-auto pe-1">
          {work.view.ofHeadOffice === true && <OfHeadOffice />}
          <TemplateFields work={work} />
          <Versions work={work} />
        </div>
        <Paper work={work} />
      </div>
      <div className="flex shrink-0 gap-2">
        <Key testId="template-undo" className="min-h-16 justify-center gap-2 px-4 text-sm font-semibold" label={t('templates.undo')} isDisabled={work.past.length === 0} onPress={acts.undoTemplate}>
          <Undo2 aria-hidden="true" size={20} /> <Shortcut keys={labelOf('undoTemplate')} boxed />
        </Key>
        <Key testId="template-redo" className="min-h-16 justify-center gap-2 px-4 text-sm font-semibold" label={t('templates.redo')} isDisabled={work.future.length === 0} onPress={acts.redoTemplate}>
          <Redo2 aria-hidden="true" size={20} /> <Shortcut keys={labelOf('redoTemplate')} boxed />
        </Key>
        <Key testId="template-save" look="accent" isDisabled={work.saving || !isChanged(work) || work.view.ofHeadOffice === true} className="min-h-16 flex-1 justify-center gap-3 text-xl font-bold" onPress={acts.saveTemplate}>
          <Check aria-hidden="true" size={26} /> {t('people.save')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
