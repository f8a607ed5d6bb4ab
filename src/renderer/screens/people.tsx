import { BadgeCheck, Building2, Lock, UserPlus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type PersonView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { lockAfterChoices } from '../state/people-acts.ts'
import { Avatar, Key, Shortcut } from '../ui/index.ts'
import { OfHeadOffice } from './of-head-office.tsx'
import { Refused } from './refused.tsx'

function Person(props: { readonly person: PersonView; readonly index: number; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const row = useRef<HTMLLIElement>(null)
  const { person, chosen } = props
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const state = person.locked ? 'people.locked' : person.active ? (person.hasPin ? 'people.active' : 'people.noPin') : 'people.inactive'
  const tone = person.locked ? 'bg-danger-soft text-danger' : person.active && !person.hasPin ? 'bg-warn-soft text-warn' : person.active ? 'bg-ok-soft text-ok' : 'bg-sunken text-ink-2'
  return (
    <li ref={row}>
      <Key testId="person" look={chosen ? 'soft' : 'plain'} isPressed={chosen} className="min-h-16 w-full gap-3 px-4 py-2 text-start" onPress={() => acts.openPerson(person.id)}>
        <Avatar name={person.name} index={props.index} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-base font-bold text-ink">{person.name}</span>
          <span className="block truncate text-[13px] text-ink-2">{t(`role.${person.role}`)}</span>
        </span>
        {person.ofHeadOffice && (
          <span className="flex items-center gap-1 text-[13px] text-ink-2">
            <Building2 aria-hidden="true" size={16} /> {t('people.headOffice')}
          </span>
        )}
        {person.badge !== undefined && (
          <span className="flex items-center gap-1 text-[13px] text-ink-2">
            <BadgeCheck aria-hidden="true" size={16} /> {t('people.hasBadge')}
          </span>
        )}
        <span className={`flex items-center gap-1.5 rounded-full px-3 py-1 text-[13px] font-semibold ${tone}`}>
          {person.locked && <Lock aria-hidden="true" size={14} />} {t(state)}
        </span>
      </Key>
    </li>
  )
}

/** Everybody known on this till, with what keeps them from signing on in words. */
export function People() {
  const { t } = useTranslation()
  const acts = useActs()
  const people = useScreen((state) => state.people)
  const chosen = useScreen((state) => (state.work.kind === 'people' ? state.work.chosen : undefined))
  if (people === undefined) return null
  if (people === 'refused') {
    return <Refused testId="people-refused" words={t('people.refused')} />
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      <div className="flex flex-wrap items-center gap-2">
        <span className="flex-1 text-[15px] font-semibold text-ink-2">
          {t('people.lockAfter')} <Shortcut keys={`${labelOf('left')} ${labelOf('right')}`} boxed />
        </span>
        <Key testId="new-person" look="accent" className="min-h-12 gap-2 px-4 text-sm font-semibold" onPress={() => acts.openPerson(undefined)}>
          <UserPlus aria-hidden="true" size={18} /> {t('people.new')} <Shortcut keys={labelOf('newPerson')} boxed />
        </Key>
      </div>
      <Group aria-label={t('people.lockAfter')} className="flex flex-wrap gap-2">
        {lockAfterChoices(people.lockAfterSeconds).map((seconds) => (
          <Key key={seconds} testId={`lock-after-${seconds}`} look={seconds === people.lockAfterSeconds ? 'dark' : 'outline'} isPressed={seconds === people.lockAfterSeconds} isDisabled={people.lockAfterOfHeadOffice === true} className="number h-12 justify-center rounded-full! px-4 text-sm font-semibold" onPress={() => acts.setLockAfter(seconds)}>
            {seconds === 0 ? t('people.never') : seconds % 60 === 0 ? t('people.minutes', { minutes: seconds / 60 }) : t('people.seconds', { seconds })}
          </Key>
        ))}
      </Group>
      {people.lockAfterOfHeadOffice === true && <OfHeadOffice />}
      <ul aria-label={t('title.people')} className="flex flex-col gap-2">
        {people.people.map((person, index) => (
          <Person key={person.id} person={person} index={index} chosen={person.id === chosen} />
        ))}
      </ul>
    </div>
  )
}
