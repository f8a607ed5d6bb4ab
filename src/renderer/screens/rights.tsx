import { Check, CircleCheckBig, Network, ShieldCheck, Users, X, type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { roles, type Grant, type Role } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { grantOf, grantWays, keptOf } from '../state/rights-acts.ts'
import { type RightsRow } from '../state/rights.ts'
import { Key } from '../ui/index.ts'
import { OfHeadOffice } from './of-head-office.tsx'
import { Refused } from './refused.tsx'
import { grantText } from './grant-words.ts'

const looks: Readonly<Record<'no' | 'ask' | 'yes' | 'upTo' | 'none' | 'above', { readonly drawing: LucideIcon; readonly colours: string }>> = {
  no: { drawing: X, colours: 'bg-sunken text-ink-2' },
  ask: { drawing: ShieldCheck, colours: 'bg-warn-soft text-warn' },
  upTo: { drawing: CircleCheckBig, colours: 'bg-info-soft text-info' },
  yes: { drawing: Check, colours: 'bg-ok-soft text-ok' },
  none: { drawing: X, colours: 'bg-sunken text-ink-2' },
  above: { drawing: Users, colours: 'bg-warn-soft text-warn' },
}

function lookOf(grant: Grant | undefined, second: boolean): (typeof looks)[keyof typeof looks] {
  if (typeof grant === 'number') return second ? looks.above : looks.upTo
  return looks[grant ?? 'none']
}

function Cell(props: { readonly row: RightsRow; readonly role: Role | undefined; readonly chosen: boolean; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const cell = useRef<HTMLTableCellElement>(null)
  const { row, role, chosen, currency } = props
  useEffect(() => {
    if (chosen) cell.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  if (grantWays(row, role).length === 0) return <td ref={cell} className={`p-0.5 text-center text-ink-3 ${chosen ? 'rounded-key ring-2 ring-focus' : ''}`}>–</td>
  const grant = grantOf(row, role)
  const { drawing: Drawing, colours } = lookOf(grant, role === undefined)
  const words = grantText(row, grant, role === undefined, currency, t)
  const isKept = keptOf(row, role) === 'headOffice'
  const column = role === undefined ? t('rights.second') : t(`role.${role}`)
  return (
    <td ref={cell} className="p-0.5">
      <Key
        testId={`grant-${row.permission}-${role ?? 'second'}`}
        look="bare"
        label={`${t(`permission.${row.permission}`)}, ${column}: ${words}${isKept ? ` (${t('ofHeadOffice.who')})` : ''}`}
        isPressed={chosen}
        className={`relative h-12 w-full flex-col justify-center gap-0 px-0.5 text-xs font-semibold ${colours} ${chosen ? 'ring-2 ring-focus' : ''}`}
        onPress={() => acts.openGrant({ permission: row.permission, role })}
      >
        <Drawing aria-hidden="true" size={16} className="shrink-0" />
        {isKept && <Network aria-hidden="true" size={14} className="absolute end-1 top-1" />}
        <bdi className="number block w-full truncate text-center">{words}</bdi>
      </Key>
    </td>
  )
}

/** Who may do what: a row for each right with what it guards, a column for each role. No cell is what a role is called, only what stands in it. */
export function Rights() {
  const { t } = useTranslation()
  const rights = useScreen((state) => state.rights)
  const currency = useScreen((state) => state.counter?.currency)
  const chosen = useScreen((state) => (state.work.kind === 'rights' ? state.work.chosen : undefined))
  if (rights === undefined || currency === undefined) return null
  if (rights === 'refused') {
    return <Refused testId="rights-refused" words={t('rights.refused')} />
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-3 pt-2 pb-4">
      <p className="px-1 pb-2 text-sm text-ink-2">{t('rights.explain')}</p>
      {rights.permissions.some((row) => [...roles, undefined].some((role) => keptOf(row, role) === 'headOffice')) && (
        <div className="pb-2">
          <OfHeadOffice some />
        </div>
      )}
      <table aria-label={t('title.rights')} className="w-full table-fixed border-separate border-spacing-0">
        <thead className="sticky top-0 z-10 bg-canvas">
          <tr className="text-[11px] leading-tight font-semibold text-ink-2 min-[1200px]:text-[13px]">
            <th scope="col" className="w-[26%] px-1 py-2 text-start">{t('rights.permission')}</th>
            {roles.map((role) => (
              <th key={role} scope="col" className="px-0.5 py-2 text-center">{t(`role.${role}`)}</th>
            ))}
            <th scope="col" className="px-0.5 py-2 text-center">{t('rights.second')}</th>
          </tr>
        </thead>
        <tbody>
          {rights.permissions.map((row) => (
            <tr key={row.permission}>
              <th scope="row" className="px-1 py-1 text-start text-sm leading-tight font-semibold">
                {t(`permission.${row.permission}`)}
                <span className="block text-xs font-normal text-ink-2 max-[1199px]:hidden">{t(`permission.guards.${row.permission}`)}</span>
              </th>
              {[...roles, undefined].map((role) => (
                <Cell key={role ?? 'second'} row={row} role={role} currency={currency} chosen={chosen?.permission === row.permission && chosen.role === role} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
