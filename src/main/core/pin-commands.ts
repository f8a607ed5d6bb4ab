import { type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { approve, beginSecondFactor, changePin, changesOwnPin, mayMoveHeadOffice, mayRestore, maySetPin, restoreBackup, setHeadOffice, setPin, signOn, strongPin, type CommandContext, type SecondFactorKeeper } from '../commands/index.ts'
import { type PinDesk } from './pin-desk.ts'

/** A command, once the pool has done what takes its time. */
export type Prepared = (context: CommandContext, keeper: SecondFactorKeeper) => Result<unknown>
type Prepare = (desk: PinDesk, context: CommandContext, input: never) => Promise<Result<Prepared>>

/** What comes again is answered by the command itself, which knows it; no PIN is looked at twice. */
const again = { hash: '', pepperId: '' }

async function prepareSignOn(desk: PinDesk, { seat }: CommandContext, { operatorId, pin }: Input<'sign-on'>): Promise<Result<Prepared>> {
  const proof = await desk.prove({ operatorId, pin, purpose: 'signOn', seat })
  return proof.ok ? accept((context) => signOn(context, { operatorId, ...proof.value })) : proof
}

async function prepareApproval(desk: PinDesk, { seat, database, request }: CommandContext, { pin, ...asked }: Input<'approve'>): Promise<Result<Prepared>> {
  if (database.approvalById(request) !== undefined) return accept((context) => approve(context, asked))
  const proof = await desk.prove({ operatorId: asked.approverId, pin, purpose: 'approval', seat })
  return proof.ok ? accept((context) => approve(context, { ...asked, ...proof.value })) : proof
}

async function prepareSetPin(desk: PinDesk, before: CommandContext, { operatorId, pin }: Input<'set-pin'>): Promise<Result<Prepared>> {
  if (before.database.requestSeen(before.request)) return accept((context) => setPin(context, operatorId, { pin: again }))
  const allowed = maySetPin(before, operatorId, pin)
  if (!allowed.ok) return allowed
  const fromHash = allowed.value?.hash
  const hashed = await desk.hashed(pin, allowed.value)
  return hashed.ok ? accept((context) => setPin(context, operatorId, { pin: hashed.value, ...(fromHash !== undefined && { fromHash }) })) : hashed
}

async function prepareChangePin(desk: PinDesk, before: CommandContext, { pin, newPin }: Input<'change-pin'>): Promise<Result<Prepared>> {
  const { database, request, seat } = before
  const own = changesOwnPin(before)
  if (!own.ok) return own
  const { id } = own.value
  if (database.requestSeen(request)) return accept((context) => changePin(context, id, { pin: again, provenHash: '' }))
  // The old one first: a stranger is not told which new ones would be taken.
  const proof = await desk.prove({ operatorId: id, pin, purpose: 'changePin', seat })
  if (!proof.ok) return proof
  const strong = strongPin(before, newPin)
  if (!strong.ok) return strong
  const hashed = await desk.hashed(newPin, database.pinOf(id))
  return hashed.ok ? accept((context) => changePin(context, id, { pin: hashed.value, ...proof.value })) : hashed
}

/** One's own PIN, of whoever is signed on. */
async function prepareSecondFactor(desk: PinDesk, { database, seat }: CommandContext, { pin }: Input<'begin-second-factor'>): Promise<Result<Prepared>> {
  const { operatorId } = database.seat(seat)
  if (operatorId === undefined) return refuse('operator.notSignedOn')
  const proof = await desk.prove({ operatorId, pin, purpose: 'secondFactor', seat })
  return proof.ok ? accept((context, keeper) => beginSecondFactor(context, keeper, proof.value)) : proof
}

/** One's own PIN once more: a page that was left open must not change the till's data under somebody else's name. */
async function prepareRestore(desk: PinDesk, before: CommandContext, { file, pin }: Input<'restore-backup'>): Promise<Result<Prepared>> {
  const allowed = mayRestore(before, file)
  if (!allowed.ok) return allowed
  const proof = await desk.prove({ operatorId: allowed.value.operator.id, pin, purpose: 'restore', seat: before.seat })
  return proof.ok ? accept((context) => restoreBackup(context, { file, ...proof.value })) : proof
}

async function prepareHeadOffice(desk: PinDesk, before: CommandContext, { url, pin }: Input<'set-head-office'>): Promise<Result<Prepared>> {
  const allowed = mayMoveHeadOffice(before, url)
  if (!allowed.ok) return allowed
  const proof = await desk.prove({ operatorId: allowed.value.operator.id, pin, purpose: 'headOffice', seat: before.seat })
  return proof.ok ? accept((context) => setHeadOffice(context, { url, ...proof.value })) : proof
}

/** The commands that take a PIN, by their names in the contract. `sign-on` answers with the counter, the others with their own. */
export const pinCommands: Readonly<Record<string, Prepare>> = {
  'sign-on': prepareSignOn,
  approve: prepareApproval,
  'set-pin': prepareSetPin,
  'change-pin': prepareChangePin,
  'begin-second-factor': prepareSecondFactor,
  'restore-backup': prepareRestore,
  'set-head-office': prepareHeadOffice,
}
