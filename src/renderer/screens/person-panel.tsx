import { Building2, Check, IdCard, KeyRound, LockOpen, UserCheck, UserX, X } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { roles, type PersonView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { longestName } from '../state/people-acts.ts'
import { Key, Shortcut, TextField } from '../ui/index.ts'

/** One person: name, role, badge by scanning it, and what there is to do about their PIN. */
export function PersonPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const people = useScreen((state) => state.people)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'person') return null
  const person = people === undefined || people === 'refused' ? undefined : people.people.find(({ id }) => id === work.id)
  if (person?.ofHeadOffice === true) return <HeadOfficePerson person={person} />
  const side = 'min-h-14 flex-1 justify-center gap-2 px-3 text-[15px] font-semibold'
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <TextField label={t('people.name')} value={entry} maxLength={longestName} onChange={acts.setEntry} />
      <div>
        <h2 className="mb-1.5 text-sm font-semibold text-ink-2">
          {t('people.role')} <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed />
        </h2>
        <Group aria-label={t('people.role')} className="flex flex-wrap gap-2">
          {roles.map((role) => (
            <Key key={role} testId={`role-${role}`} look={role === work.role ? 'dark' : 'outline'} isPressed={role === work.role} className="h-12 justify-center rounded-full! px-4 text-sm font-semibold" onPress={() => acts.choosePersonRole(role)}>
              {role === work.role && <Check aria-hidden="true" size={16} className="me-1.5" />}
              {t(`role.${role}`)}
            </Key>
          ))}
        </Group>
      </div>
      <div>
        <h2 className="mb-1.5 text-sm font-semibold text-ink-2">{t('people.badge')}</h2>
        <div className="flex min-h-14 items-center gap-3 rounded-key border border-line bg-surface ps-4 pe-1">
          <IdCard aria-hidden="true" size={22} className="shrink-0 text-ink-2" />
          <bdi data-testid="person-badge" dir={work.badge === undefined ? undefined : 'ltr'} className={`min-w-0 flex-1 text-[15px] break-all ${work.badge === undefined ? 'text-ink-2' : 'number font-semibold'}`}>
            {work.badge ?? t('people.scanBadge')}
          </bdi>
          {work.badge !== undefined && (
            <Key look="bare" className="h-12 shrink-0 gap-2 px-3 text-sm font-semibold" label={t('people.badgeOff')} onPress={acts.takeOffBadge}>
              <X aria-hidden="true" size={18} /> <Shortcut keys={labelOf('personBadgeOff')} boxed />
            </Key>
          )}
        </div>
      </div>
      {person !== undefined && (
        <div className="flex flex-wrap gap-2">
          <Key testId="person-pin" className={side} onPress={acts.setPinOfPerson}>
            <KeyRound aria-hidden="true" size={20} /> {t('people.setPin')} <Shortcut keys={labelOf('personPin')} boxed />
          </Key>
          <Key testId="person-unlock" className={side} isDisabled={!person.locked} onPress={acts.unlockPerson}>
            <LockOpen aria-hidden="true" size={20} /> {t('people.unlock')} <Shortcut keys={labelOf('personUnlock')} boxed />
          </Key>
        </div>
      )}
      <Key testId="person-active" look={work.active ? 'outline' : 'danger'} isPressed={work.active} className="min-h-14 gap-3 px-4 text-[15px] font-semibold" onPress={acts.toggleActive}>
        {work.active ? <UserCheck aria-hidden="true" size={20} /> : <UserX aria-hidden="true" size={20} />}
        <span className="flex-1 text-start">{t(work.active ? 'people.active' : 'people.inactive')}</span>
        <span className="text-sm">{t(work.active ? 'people.deactivate' : 'people.activate')}</span>
        <Shortcut keys={labelOf('personActive')} boxed />
      </Key>
      <Key testId="person-save" look="accent" isDisabled={work.saving || entry.trim() === ''} className="mt-auto h-[76px] shrink-0 justify-center gap-3 text-xl font-bold" onPress={acts.savePerson}>
        <Check aria-hidden="true" size={26} /> {t('people.save')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

/** Somebody whom head office keeps: who they are here, who changes it, and the one thing this till alone knows, that they are locked out. */
function HeadOfficePerson({ person }: { readonly person: PersonView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const facts = [
    [t('people.name'), person.name],
    [t('people.role'), t(`role.${person.role}`)],
    [t('people.badge'), person.badge === undefined ? t('people.noneHere') : person.badge],
    [t('people.state'), t(person.locked ? 'people.locked' : person.active ? (person.hasPin ? 'people.active' : 'people.noPin') : 'people.inactive')],
  ] as const
  return (
    <div data-testid="person-of-head-office" className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <p className="flex gap-3 rounded-key bg-sunken p-4 text-[15px] text-ink">
        <Building2 aria-hidden="true" size={22} className="shrink-0" /> {t('people.ofHeadOffice')}
      </p>
      <dl className="flex flex-col gap-3">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm font-semibold text-ink-2">{name}</dt>
            <dd className="text-base break-all text-ink">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Key testId="person-unlock" className="min-h-14 justify-center gap-2 px-3 text-[15px] font-semibold" isDisabled={!person.locked} onPress={acts.unlockPerson}>
        <LockOpen aria-hidden="true" size={20} /> {t('people.unlock')} <Shortcut keys={labelOf('personUnlock')} boxed />
      </Key>
    </div>
  )
}
