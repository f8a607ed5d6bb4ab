import { Check, Lock } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { currencies } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { grantOf, grantWays, keptOf, offeredWays, wayOf } from '../state/rights-acts.ts'
import { type GrantWay } from '../state/rights.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { grantText, limitText } from './grant-words.ts'
import { OfHeadOffice } from './of-head-office.tsx'

/** One cell of the matrix: what it may hold, and the limit where it has one. */
export function GrantPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const rights = useScreen((state) => state.rights)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'grant' || rights === undefined || rights === 'refused' || currency === undefined) return null
  const { permission, role, saving } = work
  const row = rights.permissions.find((one) => one.permission === permission)
  if (row === undefined) return null
  const stands = grantOf(row, role)
  const kept = keptOf(row, role)
  const isFed = kept === 'headOffice'
  // Head office may have said it while somebody was choosing here.
  const way = isFed ? wayOf(stands) : work.way
  const offered = offeredWays(row, role)
  function wayWords(one: GrantWay): string {
    // Nothing is typed into what head office keeps, so its limit stands here.
    if (isFed && one === way && typeof stands === 'number' && row !== undefined && currency !== undefined) return grantText(row, stands, role === undefined, currency, t)
    return role === undefined && one === 'upTo' ? t('rights.choose.above') : t(`rights.choose.${one}`)
  }
  const shown = entry !== '' ? entry : typeof stands === 'number' ? limitText(row.unit, stands, currency) : '0'
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-2 pb-4">
      <div className="flex shrink-0 items-center gap-4 rounded-card border border-line bg-surface px-5 py-3 shadow-1">
        <div className="min-w-0 flex-1">
          <p className="text-lg font-bold">{t(`permission.${permission}`)}</p>
          <p className="text-sm text-ink-2">{t(`permission.guards.${permission}`)}</p>
        </div>
        <p className="shrink-0 rounded-full bg-sunken px-4 py-2 text-[15px] font-semibold">{role === undefined ? t('rights.second') : t(`role.${role}`)}</p>
      </div>
      <Group aria-label={t('title.grant')} className="grid shrink-0 gap-2">
        {grantWays(row, role).map((one) => (
          <Key key={one} testId={`grant-way-${one}`} look={one === way ? 'dark' : 'plain'} isPressed={one === way} isDisabled={saving || !offered.includes(one)} className="min-h-14 gap-3 px-4 text-start text-base font-semibold" onPress={() => acts.chooseGrantWay(one)}>
            <span className="min-w-0 flex-1">{wayWords(one)}</span>
            {one === way && <Check aria-hidden="true" size={20} className="shrink-0" />}
            {!offered.includes(one) && <Lock aria-hidden="true" size={18} className="shrink-0" />}
          </Key>
        ))}
      </Group>
      {isFed && <OfHeadOffice />}
      {kept !== undefined && !isFed && (
        <p data-testid="grant-kept" className="flex shrink-0 items-center gap-3 rounded-key bg-info-soft px-4 py-3 text-[15px] font-semibold text-info">
          <Lock aria-hidden="true" size={20} className="shrink-0" /> {t(`rights.kept.${kept}`)}
        </p>
      )}
      {isFed ? null : way === 'upTo' ? (
        <>
          <output className="flex shrink-0 items-baseline gap-3 px-1">
            <span className="text-[15px] text-ink-2">{t('rights.limit')}</span>
            <bdi dir="ltr" className={`number text-[40px] leading-none font-bold ${entry === '' ? 'text-ink-3' : ''}`}>
              {entry !== '' && row.unit === 'minor' && <span className="me-1 text-2xl">{currencies[currency].symbol}</span>}
              {shown}
              {entry !== '' && row.unit === 'ppm' && <span className="ms-1 text-2xl">%</span>}
            </bdi>
          </output>
          <AmountPad name={t('rights.keypad')} testId="grant-save" act={t('rights.save')} missing={undefined} isDisabled={saving || (entry === '' && typeof stands !== 'number')} onPress={acts.saveGrant} />
        </>
      ) : (
        <Key testId="grant-save" look="accent" isDisabled={saving} className="mt-auto h-[76px] shrink-0 justify-center gap-3 text-xl font-bold" onPress={acts.saveGrant}>
          <Check aria-hidden="true" size={26} /> {t('rights.save')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      )}
    </div>
  )
}
