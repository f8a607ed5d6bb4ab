import { CheckCircle2, Database, OctagonAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'

/** Long work beside the selling: how many rows are done and how far through its file it is. Nobody knows how many rows a packed file holds. */
export function JobPill() {
  const { t } = useTranslation()
  const job = useScreen((state) => state.job)
  // What has a page of its own is told there.
  if (job === undefined || job.kind !== 'import') return null
  const percent = Math.floor(job.part / 10)
  const bad = job.state === 'failed' || job.state === 'stopped'
  const Drawing = bad ? OctagonAlert : job.state === 'done' ? CheckCircle2 : Database
  const ground = bad ? 'bg-danger-soft text-danger' : job.state === 'done' ? 'bg-ok-soft text-ok' : 'bg-info-soft text-info'
  return (
    <div role="status" data-testid={`job-${job.state}`} className={`relative flex h-12 shrink-0 items-center gap-2.5 overflow-hidden rounded-key px-3.5 max-[1199px]:gap-1.5 max-[1199px]:px-2.5 ${ground}`}>
      <Drawing aria-hidden="true" size={19} className="shrink-0" />
      <span className="flex flex-col leading-tight">
        <span className="text-sm font-semibold whitespace-nowrap">{t(`job.${job.kind}.${job.state}`)}</span>
        <span className="number text-xs font-medium whitespace-nowrap">
          {t('job.rows', { count: job.done, rows: job.done.toLocaleString('en') })}
          {job.state === 'running' && (
            <span className="max-[1199px]:block">
              <span className="max-[1199px]:hidden"> · </span>
              {percent} %
            </span>
          )}
        </span>
      </span>
      {job.state === 'running' && <progress aria-label={t('job.progress')} value={job.part} max={1000} className="job-progress absolute inset-x-0 bottom-0 h-1 w-full" />}
    </div>
  )
}
