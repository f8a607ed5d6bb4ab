import { Check, RotateCcw, Trash2, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { paceOf } from '../state/gun-acts.ts'
import { type GunVerdict, reportOf, scansWanted, visible } from '../state/gun.ts'
import { standardPace } from '../state/wedge.ts'
import { Key, Shortcut } from '../ui/index.ts'

const goodNews: readonly GunVerdict[] = ['fine', 'slow', 'few']

function Fact(props: { readonly name: string; readonly value: string; readonly testId: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-b border-line py-2 last:border-b-0">
      <dt className="text-[15px] text-ink-2">{props.name}</dt>
      <dd data-testid={props.testId} className="number text-end text-base font-bold">{props.value}</dd>
    </div>
  )
}

/** What a wedge gun sends and how fast, and what this counter is set to. Every key lands here and does nothing else. */
export function GunPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const pace = useScreen(paceOf)
  if (work.kind !== 'gun') return null
  const report = reportOf(work.scans)
  const heard = work.scans.length > 0
  const sent = work.keys.map(({ sent: one }) => one).join('')
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pt-3 pb-4">
      <p className="text-[15px] text-ink-2">{t('gun.ask', { count: scansWanted })}</p>
      <ol aria-label={t('gun.scans')} className="flex flex-col gap-2">
        {report.scans.map((text, index) => (
          <li key={`${index} ${text}`} data-testid="gun-scan" className="number min-h-12 rounded-card border border-line bg-surface px-4 py-3 text-base font-semibold break-all">
            <bdi dir="ltr">{text}</bdi>
          </li>
        ))}
        {work.told.map((one, index) => (
          <li key={`told ${index}`} data-testid="gun-told" className="number min-h-12 rounded-card border border-line bg-surface px-4 py-3 text-base font-semibold break-all">
            <span className="me-2 text-[13px] font-medium text-ink-2">{t('gun.ownScanner', { source: one.source ?? '', aim: one.aim ?? t('gun.none') })}</span>
            <bdi dir="ltr">{visible(one.barcode)}</bdi>
          </li>
        ))}
        {sent !== '' && (
          <li className="number min-h-12 rounded-card border border-accent bg-accent-soft px-4 py-3 text-base break-all">
            <bdi dir="ltr">{sent}</bdi>
          </li>
        )}
      </ol>
      {heard && (
        <>
          <ul aria-label={t('gun.verdict')} className="flex flex-col gap-2">
            {report.verdicts.map((verdict) => {
              const good = goodNews.includes(verdict)
              const Drawing = good ? Check : TriangleAlert
              return (
                <li key={verdict} data-testid={`gun-${verdict}`} className={`flex items-start gap-3 rounded-card px-4 py-3 text-[15px] font-semibold ${good ? 'bg-ok-soft text-ok' : 'bg-warn-soft text-warn'}`}>
                  <Drawing aria-hidden="true" size={20} className="mt-0.5 shrink-0" />
                  {t(`gun.verdict.${verdict}`, { count: scansWanted - report.scans.length, prefix: report.prefix })}
                </li>
              )
            })}
          </ul>
          <dl className="rounded-card border border-line bg-surface px-4 py-1">
            <Fact testId="gun-gap" name={t('gun.gap')} value={`${report.medianGap} ms · ${report.longestGap} ms`} />
            <Fact testId="gun-layout" name={t('gun.layout')} value={t(`gun.layout.${report.layout}`)} />
            <Fact testId="gun-prefix" name={t('gun.prefix')} value={report.prefix === '' ? t('gun.none') : report.prefix} />
            <Fact testId="gun-suffix" name={t('gun.suffix')} value={report.suffix === 'none' || report.suffix === 'mixed' ? t(`gun.${report.suffix}`) : report.suffix} />
            <Fact testId="gun-aim" name={t('gun.aim')} value={t(report.aim ? 'gun.sent' : 'gun.notSent')} />
            <Fact testId="gun-separator" name={t('gun.separator')} value={t(`gun.${report.separator}`)} />
          </dl>
        </>
      )}
      <p data-testid="gun-pace" className="text-[15px] text-ink-2">
        {pace.pause === standardPace.pause && pace.burst === standardPace.burst ? t('gun.isStandard', { ...pace }) : t('gun.isSet', { ...pace })}
      </p>
      <div className="flex flex-wrap gap-3">
        <Key testId="gun-use" look="accent" isDisabled={report.pace === undefined} className="h-14 gap-2.5 px-5 font-semibold" onPress={acts.useGun}>
          <Check aria-hidden="true" size={20} /> {t('gun.use')} <Shortcut keys={labelOf('useGun')} boxed />
        </Key>
        <Key testId="gun-to-standard" className="h-14 gap-2.5 px-5 font-semibold" onPress={acts.standardGun}>
          <RotateCcw aria-hidden="true" size={20} /> {t('gun.toStandard')} <Shortcut keys={labelOf('standardGun')} boxed />
        </Key>
        <Key testId="gun-clear" isDisabled={!heard} className="h-14 gap-2.5 px-5 font-semibold" onPress={acts.clearGun}>
          <Trash2 aria-hidden="true" size={20} /> {t('gun.clear')} <Shortcut keys={labelOf('clearGun')} boxed />
        </Key>
      </div>
    </div>
  )
}
