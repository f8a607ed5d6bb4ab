import path from 'node:path'
import { countryOfZone, type DeviceSlot, deviceSlots, type Input, type Output, type Provision, type SetupView } from '../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../domain/errors/index.ts'
import { dateText, civilTime, offsetMinutes } from '../domain/business-date/index.ts'
import { rateOn, taxPacks } from '../domain/tax/index.ts'
import { cashRoundingRules } from '../domain/tender/index.ts'
import { type CoreInternal } from './core/index.ts'
import { checkChosen } from './devices/index.ts'
import { exampleGoods, exampleStores, type DemoCatalogue } from './demo/demo-store.ts'
import { moveFilesNear } from './move-files.ts'
import { createTransport, type Line, rebuildRegister } from './replicator/index.ts'

/** Longer than head office ever takes, and shorter than an owner waits before they think that it hangs. */
const headOfficePatienceMs = 8000

export interface SetupDeskParts {
  readonly core: Pick<CoreInternal, 'facts' | 'needsSetup' | 'setUp' | 'takeOver' | 'rebuildStage'>
  readonly provision: Provision
  /** As the program was started with it. */
  readonly headOfficeUrl?: string
  readonly catalogue?: DemoCatalogue
  /** IANA name of what this machine's clock is set to. */
  readonly machineZone: () => string
  readonly now: () => number
  readonly enrol: (url: string, code: string) => Promise<Result<unknown>>
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** The way to head office, as this machine was told. */
  readonly line: Line
  /** Where this register's files lie; a path that somebody types is meant from there. */
  readonly data: string
  /** Once, when the store is there. */
  readonly done: () => Promise<void>
}

export interface SetupDesk {
  view(): Promise<Result<SetupView>>
  takeOver(input: Input<'take-over'>): Promise<Result<Output<'take-over'>>>
  rebuild(input: Input<'rebuild-register'>): Promise<Result<Output<'rebuild-register'>>>
  setUp(input: Input<'set-up'>, from: { readonly request: string }): Promise<Result<Output<'set-up'>>>
}

/** What a register that belongs to nobody yet can be asked and told. */
export function createSetupDesk({ core, provision, headOfficeUrl, catalogue, machineZone, now, enrol, after, line, data, done }: SetupDeskParts): SetupDesk {
  // Until the program ends: the next start is that register.
  let takenOver: Output<'take-over'> | undefined
  let rebuilt: Output<'rebuild-register'> | undefined
  let rebuilding: SetupView['rebuilding']

  /** A register that head office knows by now has its store's name from there. */
  async function answered(): Promise<Provision> {
    const { registerNumber, chainName, storeName, storeLines } = await core.facts()
    return registerNumber === 0 ? provision : { ...provision, chainName, storeName, storeLines: [...storeLines], headOffice: 'later' }
  }

  async function joined(headOffice: Input<'set-up'>['headOffice']): Promise<Output<'set-up'>['headOffice']> {
    if (headOffice === 'later') return 'later'
    let stop = (): void => undefined
    const patience = new Promise<'unreachable'>((resolve) => (stop = after(headOfficePatienceMs, () => resolve('unreachable'))))
    const asked = enrol(headOffice.url, headOffice.enrolmentCode).then((result) => (result.ok ? 'enrolled' : whyNot(result.refusal.code)))
    // It goes on being asked; whoever waits at the counter does not.
    const answer = await Promise.race([asked, patience])
    stop()
    return answer
  }

  return {
    async view() {
      if (!(await core.needsSetup())) return refuse('setup.done')
      const timeZone = machineZone()
      const country = countryOfZone(timeZone)
      const at = now()
      const today = dateText(civilTime(at, offsetMinutes(timeZone, at)))
      const packs = Object.values(taxPacks).filter(({ id }) => !id.startsWith('XX-'))
      return accept({
        provisioned: await answered(),
        machine: { timeZone, ...(country !== undefined && { country }) },
        taxPacks: packs.map((pack) => ({ id: pack.id, priceMode: pack.priceMode, rates: Object.keys(pack.classes).flatMap((taxClass) => ratesOf(taxClass, rateOn(pack, taxClass, today))) })),
        cashRoundings: Object.values(cashRoundingRules).map(({ id, currency }) => ({ id, currency })),
        examples: catalogue === undefined ? [] : exampleStores.map(({ currency, taxPack }) => ({ currency, taxPack })),
        ...(headOfficeUrl !== undefined && { headOfficeUrl }),
        moveFiles: [...moveFilesNear([data, path.dirname(data)])],
        ...(takenOver !== undefined && { takenOver }),
        ...(rebuilt !== undefined && { rebuilt }),
        ...(rebuilding !== undefined && { rebuilding }),
      })
    },
    async takeOver({ file, passphrase }) {
      const unpacked = await core.takeOver({ file: path.resolve(data, unquoted(file)), passphrase })
      if (unpacked.ok) takenOver = unpacked.value
      return unpacked
    },
    async rebuild({ url, enrolmentCode, manager, language }) {
      if (!(await core.needsSetup())) return refuse('setup.done')
      // One at a time: a page that was opened twice shows the same one.
      if (rebuilding !== undefined || rebuilt !== undefined) return refuse('setup.takingOver')
      rebuilding = { done: 0, total: 0 }
      try {
        const made = await rebuildRegister(core.rebuildStage, { address: url, code: enrolmentCode, manager, ...(language !== undefined && { language }) }, { connect: (address) => createTransport(address, { clock: now, after, line }), progress: (entries, total) => (rebuilding = { done: entries, total }) })
        if (made.ok) rebuilt = made.value
        return made
      } finally {
        rebuilding = undefined
      }
    },
    async setUp({ headOffice, owner, ...answers }, { request }) {
      const goods = answers.catalogue === 'example' && catalogue !== undefined ? exampleGoods(catalogue, answers) : undefined
      if (answers.catalogue === 'example' && goods === undefined) return refuse('setup.invalid', { field: 'catalogue' })
      const [wrong] = wrongDevices(answers.devices)
      if (wrong !== undefined) return refuse('setup.invalid', { field: `devices.${wrong.slot}` })
      const given = { ...answers, headOffice, owner: { name: owner.name } }
      const before = new Map<string, unknown>(Object.entries(await answered()))
      const provisioned = Object.entries(given).filter(([field, value]) => before.has(field) && JSON.stringify(before.get(field)) === JSON.stringify(value)).map(([field]) => field)
      const made = await core.setUp({ ...answers, owner: { name: owner.name }, provisioned, ...(goods && { goods }) }, owner.pin, request)
      if (!made.ok) return made
      await done()
      return accept({ operatorId: made.value.operatorId, headOffice: await joined(headOffice) })
    },
  }
}

/** Which fault it is, Settings say when somebody joins it there. */
function whyNot(code: string): 'unreachable' | 'certificate' | 'proxy' | 'refused' {
  if (code === 'headOffice.unreachable') return 'unreachable'
  if (code.startsWith('headOffice.proxy')) return 'proxy'
  return code.startsWith('headOffice.') ? 'certificate' : 'refused'
}

/** The devices whose address is no address, and which part of it is wrong. What an address may be is the drivers' matter, and no command's. */
export function wrongDevices(devices: Provision['devices'] = {}): { readonly slot: DeviceSlot; readonly part: string }[] {
  return deviceSlots.flatMap((slot) => {
    const address = devices[slot]
    const checked = address === undefined ? accept(undefined) : checkChosen(slot, address)
    return checked.ok ? [] : [{ slot, part: String(checked.refusal.params?.['reason'] ?? 'simulator') }]
  })
}

/** Windows puts quotes around a path that is copied there. */
function unquoted(text: string): string {
  return /^"(.+)"$/.exec(text)?.[1] ?? text
}

function ratesOf(taxClass: string, rate: number | undefined): { taxClass: string; rate: number }[] {
  return rate === undefined ? [] : [{ taxClass, rate }]
}
