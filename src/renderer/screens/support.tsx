import { Check, FileText, FolderCheck, RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { Refused } from './refused.tsx'

export const fileSize = (bytes: number): string => (bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`)

/** How far long work is: a bar, since what is gathered or packed is not counted in anything a person knows. */
export function Progressing(props: { readonly words: string; readonly testId: string; readonly kind?: 'support' | 'move' | 'backup' }) {
  const part = useScreen((state) => (props.kind !== undefined && state.job?.kind === props.kind ? state.job.part : undefined))
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-4 p-8">
      <p role="status" data-testid={props.testId} className="text-lg font-semibold">
        {props.words}
      </p>
      {part === undefined ? <progress aria-label={props.words} className="job-progress h-2 w-full max-w-md" /> : <progress aria-label={props.words} value={part} max={1000} className="job-progress h-2 w-full max-w-md" />}
    </div>
  )
}

/** One file for whoever helps with this till. What is in it stands here before anybody keeps it. */
export function Support() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'support') return null
  const { bundle, saved, saving } = work
  if (bundle === 'refused') return <Refused testId="support-refused" words={t('support.refused')} />
  if (bundle === undefined) return <Progressing testId="support-gathering" words={t('support.gathering')} kind="support" />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <p className="text-[15px] text-ink-2">{t('support.explain')}</p>
      <ul aria-label={t('support.files')} data-testid="support-files" className="min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-surface">
        {bundle.files.map((file) => (
          <li key={file.name} data-testid="support-file" className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
            <FileText aria-hidden="true" size={20} className="shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1">
              <bdi dir="ltr" className="block truncate font-mono text-[15px] font-semibold">
                {file.name}
              </bdi>
              <span className="block text-[13px] text-ink-2">{t(`support.file.${file.name.startsWith('logs/') ? 'logs' : file.name.replace(/\..*$/, '')}`)}</span>
            </span>
            <span className="number shrink-0 text-sm text-ink-2">{fileSize(file.bytes)}</span>
          </li>
        ))}
      </ul>
      {saved !== undefined && (
        <p role="status" data-testid="support-saved" className="flex items-center gap-3 rounded-key bg-ok-soft px-4 py-3 text-[15px] font-semibold text-ok">
          <FolderCheck aria-hidden="true" size={24} className="shrink-0" />
          <span className="min-w-0">
            {t('support.saved')}{' '}
            <bdi dir="ltr" className="font-mono break-all select-text">
              {saved.path}
            </bdi>
          </span>
        </p>
      )}
      <Key testId="support-save" look="accent" isDisabled={saving} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.saveSupport}>
        {saved === undefined ? <Check aria-hidden="true" size={24} /> : <RotateCw aria-hidden="true" size={24} />}
        {saved === undefined ? t('support.save', { size: fileSize(bundle.bytes) }) : t('support.again')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}
