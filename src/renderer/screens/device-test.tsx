import { CircleCheck, CircleHelp, CircleX, ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { type DeviceTest } from '../state/device-work.ts'
import { Amount } from '../ui/index.ts'
import { Outcome } from './outcome.tsx'
import { ScaleFace, useLiveWeight } from './scale-face.tsx'

const drawings = { passed: CircleCheck, failed: CircleX, unknown: CircleHelp } as const
const inks = { passed: 'text-ok', failed: 'text-danger', unknown: 'text-ink-2' } as const

function Steps(props: { readonly test: Extract<DeviceTest, { state: 'done' }> }) {
  const { t } = useTranslation()
  return (
    <ul data-testid="device-test-steps" aria-label={t('devices.testSteps')} className="flex flex-col gap-1">
      {props.test.steps.map(({ step, result, fault }) => {
        const Drawing = drawings[result]
        return (
          <li key={step} className={`flex items-center gap-2 text-sm font-medium ${inks[result]}`}>
            <Drawing aria-hidden="true" size={18} className="shrink-0" />
            {t(`testStep.${step}`, { defaultValue: step })}: {t(`testResult.${result}`)}
            {fault !== undefined && ` · ${t(`fault.${fault}`, { defaultValue: fault })}`}
          </li>
        )
      })}
    </ul>
  )
}

/** The scale's own words while it is tried: the only test of a scale that convinces anybody is a weight. */
function LiveWeight() {
  const weight = useLiveWeight()
  // Of a register that is nobody's yet: the money it is about to have.
  const currency = useScreen((state) => state.counter?.currency ?? state.setup?.draft.currency)
  if (weight === undefined || currency === undefined) return null
  return <ScaleFace weight={weight} item={undefined} currency={currency} />
}

const dayEnds = { done: 'passed', failed: 'failed', unknown: 'unknown' } as const

/** How the card terminal's day ended: in words, with what it settled and its own slip where it sends them. */
function DayClosed(props: { readonly day: Extract<DeviceTest, { state: 'dayClosed' }>['day'] }) {
  const { t } = useTranslation()
  const currency = useScreen((state) => state.counter?.currency)
  const { status, reason, total, lines } = props.day
  const Drawing = drawings[dayEnds[status]]
  return (
    <div data-testid={`day-${status}`} className="flex flex-col gap-1.5">
      <p className={`flex items-center gap-2 text-sm font-semibold ${inks[dayEnds[status]]}`}>
        <Drawing aria-hidden="true" size={18} className="shrink-0" /> {t(`endOfDay.${status}`)}
      </p>
      {reason !== undefined && <p className="text-sm text-ink-2">{t(`payment.reason.${reason}`)}</p>}
      {total !== undefined && currency !== undefined && (
        <p className="text-sm font-semibold">
          {t('endOfDay.total')} <Amount value={total} currency={currency} symbol />
        </p>
      )}
      {lines.length > 0 && (
        <pre aria-label={t('endOfDay.slip')} role="group" data-testid="day-slip" className="rounded-lg bg-sunken px-3 py-2 text-[13px] leading-snug whitespace-pre-wrap text-ink-2">
          <bdi dir="ltr">{lines.join('\n')}</bdi>
        </pre>
      )}
    </div>
  )
}

/** What a test of this device said so far. */
export function TestResult(props: { readonly device: Pick<DeviceView, 'id' | 'kind'> }) {
  const { t } = useTranslation()
  const test = useScreen((state) => state.deviceTests[props.device.id])
  if (test === undefined) return null
  const line = 'flex items-center gap-2 text-sm font-semibold'
  return (
    <div aria-live="polite" data-testid="device-test" data-state={test.state} className="flex flex-col gap-1.5 rounded-lg border border-line px-3 py-2">
      {test.state === 'running' && <p className={`${line} text-ink-2`}>{t('devices.testing')}</p>}
      {test.state === 'scan' && (
        <p className={`${line} text-accent`}>
          <ScanBarcode aria-hidden="true" size={18} className="shrink-0" /> {t('devices.scanNow')}
        </p>
      )}
      {test.state === 'noScan' && <p className={`${line} text-warn`}>{t('devices.noScan')}</p>}
      {test.state === 'scanned' && (
        <p className={`${line} text-ok`}>
          <CircleCheck aria-hidden="true" size={18} className="shrink-0" />
          <bdi dir="ltr" className="number break-all">{test.barcode}</bdi>
          {test.symbology !== undefined && <span className="text-ink-2">{test.symbology}</span>}
        </p>
      )}
      {test.state === 'page' && (
        <ul aria-label={t('finish.outcomes')} className="flex">
          <Outcome effect={test.print} />
        </ul>
      )}
      {test.state === 'closingDay' && <p className={`${line} text-ink-2`}>{t('endOfDay.asking')}</p>}
      {test.state === 'dayClosed' && <DayClosed day={test.day} />}
      {test.state === 'done' && <Steps test={test} />}
      {test.state === 'done' && props.device.kind === 'scale' && <LiveWeight />}
    </div>
  )
}
