import { FileArchive, PackageCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { longestPassphrase } from '../state/move-acts.ts'
import { Choice, SetupField, useDraft, useSetup } from './setup-parts.tsx'

/** Both kinds of path: the page need not run on the system it is written for. */
function nameAndFolder(file: string): readonly [string, string] {
  const at = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))
  return [file.slice(at + 1), file.slice(0, at)]
}

/** A register comes from another machine, with all its answers: its file and the passphrase are all that is asked. */
export function TakeOverPage() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const files = useSetup((setup) => setup.view.moveFiles) ?? []
  const sending = useSetup((setup) => setup.sending) ?? false
  const taken = useSetup((setup) => setup.takenOver)
  const [knownAtFirst] = useState(() => draft?.moveFile !== '')
  if (taken !== undefined) return <Taken taken={taken} />
  if (draft === undefined) return null
  if (sending) {
    return (
      <div className="flex max-w-[720px] flex-col gap-4">
        <p role="status" data-testid="setup-taking" className="text-lg font-semibold">
          {t('setup.taking')}
        </p>
        <progress aria-label={t('setup.taking')} className="job-progress h-2 w-full" />
      </div>
    )
  }
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      {files.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 id="move-files" className="text-sm font-semibold text-ink-2">{t('setup.moveFiles')}</h2>
          <Group aria-labelledby="move-files" className="flex flex-col gap-2">
            {files.map((file, index) => {
              const [name, folder] = nameAndFolder(file)
              return <Choice key={file} testId={`setup-file-${index}`} chosen={draft.moveFile === file} title={name} detail={folder} drawing={<FileArchive aria-hidden="true" size={28} className="shrink-0" />} onPress={() => change({ moveFile: file })} />
            })}
          </Group>
        </section>
      )}
      <SetupField first={!knownAtFirst} field="moveFile" kind="address" label={t('setup.moveFile')} value={draft.moveFile} maxLength={4096} onChange={(moveFile) => change({ moveFile })} />
      <SetupField first={knownAtFirst} field="passphrase" kind="secret" label={t('moved.passphrase')} value={draft.passphrase} maxLength={longestPassphrase} onChange={(passphrase) => change({ passphrase })} />
      <p className="rounded-key bg-info-soft px-4 py-3 text-[15px] leading-snug text-info">{t('setup.takeOver.note')}</p>
    </div>
  )
}

function Taken(props: { readonly taken: { readonly registerNumber: number; readonly chainName: string; readonly storeName: string; readonly waiting: number } }) {
  const { t } = useTranslation()
  const { registerNumber, chainName, storeName, waiting } = props.taken
  return (
    <div role="status" data-testid="setup-taken" className="flex max-w-[720px] flex-col gap-5">
      <div className="flex items-center gap-5 rounded-card border border-line bg-surface p-5">
        <PackageCheck aria-hidden="true" size={44} className="shrink-0 text-ok" />
        <div className="min-w-0">
          <p className="text-2xl font-bold">{t('setup.taken.register', { number: registerNumber })}</p>
          <p className="text-[17px] text-ink-2">{chainName === storeName || chainName === '' ? storeName : `${chainName} · ${storeName}`}</p>
          <p className="number mt-1 text-[15px] text-ink-2">{t('setup.taken.waiting', { count: waiting })}</p>
        </div>
      </div>
      <p className="text-lg font-semibold">{t('setup.taken.restart')}</p>
      <p className="flex items-center gap-3 rounded-key bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">
        <TriangleAlert aria-hidden="true" size={24} className="shrink-0" /> {t('setup.taken.warn')}
      </p>
    </div>
  )
}
