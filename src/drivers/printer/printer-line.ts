import { createListeners } from '../device/listeners.ts'
import { DeviceError, type Off } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { type Transport } from '../transports/port.ts'
import { askStatus, tellChanges } from './commands.ts'
import { type Conversation, openConversation } from './printer-conversation.ts'
import { createTalk, statusMs, type Talk } from './printer-talk.ts'
import { type AutomaticStatus } from './status.ts'

/** The wire to one printer, shared by printer and drawer: whoever speaks, speaks alone. */
export interface PrinterLine {
  readonly address: string
  readonly canRead: boolean
  /** The clock of everything that is done on it. */
  readonly timer: Timer
  /** False: it did not answer when last asked. Undefined: never asked. */
  answersStatus(): boolean | undefined
  busy(): boolean
  /** A job or a kick has begun and not ended: not a question, nor what waits. */
  working(): boolean
  talk<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>): Promise<T>
  /**
   * For work of a few bytes that somebody stands and waits for. It goes before everything that waits; and while a job has
   * left and only the printer's word on it is awaited, it goes then, on the same connection. Inside a job's bytes it goes
   * between two commands, and only with `inJob`. With a DeviceError of phase `connect` when its turn has not come in `withinMs`.
   */
  interject<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>, options: InterjectOptions): Promise<T>
  /** Hears each answer to a question about the printer itself (DLE EOT 1). */
  onPrinterByte(listener: (byte: number) => void): Off
  /** Hears what the printer says unasked, where the line stands open between pieces of work. */
  onAutomatic(listener: (status: AutomaticStatus) => void): Off
  /** The line that stood open with nothing to do has ended: the printer was switched off, or has enough of us. */
  onIdleLost(listener: () => void): Off
  /** Lets a line go that stands open. Work that is under way, or comes later, has its own connection. */
  close(): Promise<void>
}

export interface InterjectOptions {
  /** All of it is real-time commands: what the printer does with them depends on nothing that stands around them. */
  readonly inJob: boolean
  readonly withinMs: number
}

export interface PrinterLineOptions {
  /**
   * Leaves the line open where nobody else wants it, and has the printer say what changes (GS a). For printers that know
   * the command: another prints it. And for one that is nobody else's: most take a single connection at a time.
   */
  readonly standing?: boolean
}

interface Current {
  /** Takes one in when the job's bytes have left and the connection stands. */
  admit(guest: Guest): boolean
}
interface Guest {
  readonly inJob: boolean
  /** Alone on the line, or as the guest of whoever holds it. */
  begin(host?: Conversation): Promise<void>
}

export function printerLine(transport: Transport, timer: Timer, { standing = false }: PrinterLineOptions = {}): PrinterLine {
  const printerBytes = createListeners<number>()
  const automatic = createListeners<AutomaticStatus>()
  const idleLost = createListeners<undefined>()
  const eager: Guest[] = []
  const patient: Guest[] = []
  let current: Current | undefined
  let running = false
  let waiting = 0
  let begun = 0
  let answers: boolean | undefined
  /** Stands open with nothing to do. */
  let resting: { readonly conversation: Conversation; readonly leave: () => void } | undefined
  let closed = false
  /** The goodbye to a connection that was ended last. */
  let leaving: Promise<void> = Promise.resolve()
  const answered = (byte: number | undefined): void => {
    answers = byte !== undefined
    if (byte !== undefined) printerBytes.tell(byte)
  }

  /** The next one comes whether this one went well or not. */
  async function pump(): Promise<void> {
    if (running) return
    running = true
    for (let next = eager.shift() ?? patient.shift(); next !== undefined; next = eager.shift() ?? patient.shift()) await next.begin()
    running = false
  }

  async function end(conversation: Conversation): Promise<void> {
    conversation.stop()
    await transport.close()
  }

  /**
   * The line that stands, if its printer still answers. One that was switched off has not said so, and everything sent
   * there would be taken for sent: a new connection is refused at once, and the job goes to the other printer.
   */
  async function restingOne(signal: AbortSignal): Promise<Conversation | undefined> {
    if (!resting) return undefined
    const { conversation, leave } = resting
    resting = undefined
    leave()
    const asking = createTalk({ conversation, timer, signal, answered: () => undefined, onSent: () => undefined })
    const there = await asking.ask(askStatus(1), (answer) => (answer.kind === 'realtime' ? answer.byte : undefined), statusMs).catch(() => undefined)
    if (there !== undefined) return conversation
    await end(conversation)
    return undefined
  }

  async function opened(signal: AbortSignal): Promise<Conversation> {
    const standingOne = await restingOne(signal)
    if (standingOne) return standingOne
    const conversation = openConversation(transport)
    conversation.onAutomatic((status) => automatic.tell(status))
    try {
      await conversation.connect(signal)
    } catch (error) {
      await end(conversation)
      throw error
    }
    return conversation
  }

  /** Leaves the line open, or ends it where that is not wanted, or where an answer to the last work may still come. */
  async function rest(conversation: Conversation): Promise<void> {
    if (!standing || closed || !conversation.spoke() || conversation.owed() || conversation.lost()) return end(conversation)
    try {
      // Once, and not to one that is offline: what stands in its buffer would keep it from hanging up with us.
      if (!conversation.told && conversation.online) {
        await conversation.write(Uint8Array.from(tellChanges), () => undefined)
        conversation.told = true
      }
    } catch {
      return end(conversation)
    }
    const leave = conversation.onLost(() => {
      resting = undefined
      void end(conversation)
      idleLost.tell(undefined)
    })
    // Lost while that left: nobody listened yet.
    if (conversation.lost()) {
      leave()
      return end(conversation)
    }
    resting = { conversation, leave }
  }

  /** `early`: how it ended, where the printer has said so and only the goodbye to it is still to come. */
  async function alone<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>, onBegin: () => void, early: (error: DeviceError) => void): Promise<T> {
    const conversation = await opened(signal)
    const guests: Promise<void>[] = []
    let between = false
    current = {
      admit(guest) {
        if (!between || conversation.lost() !== undefined) return false
        // One behind the other: two kicks at once would take each other's answers.
        guests.push((guests.at(-1) ?? Promise.resolve()).then(() => guest.begin(conversation)))
        return true
      },
    }
    const holder = current
    // The job stands still meanwhile: what the printer says next is the guest's answer.
    const onGap = async (): Promise<void> => {
      for (let at = eager.findIndex(({ inJob }) => inJob); at >= 0 && conversation.lost() === undefined; at = eager.findIndex(({ inJob }) => inJob)) await eager.splice(at, 1)[0]?.begin(conversation)
    }
    const onSent = (): void => {
      between = true
      for (const guest of eager.splice(0)) if (!holder.admit(guest)) eager.push(guest)
    }
    // What stopped before its first byte has left nothing behind on the line.
    let clean = true
    try {
      return await work(createTalk({ conversation, timer, signal, answered, onBegin, onSent, onGap }))
    } catch (error) {
      clean = error instanceof DeviceError && error.phase === 'connect'
      // A printer without paper keeps the connection for as long as our bytes wait in it: nobody has to wait with it.
      if (error instanceof DeviceError && error.phase === 'confirm') early(error)
      throw error
    } finally {
      current = undefined
      await Promise.all(guests)
      await (leaving = clean ? rest(conversation) : end(conversation))
    }
  }

  /** A piece of work that can wait in a queue, and the promise of how it ends. */
  function piece<T>(signal: AbortSignal, work: (talk: Talk) => Promise<T>, options?: InterjectOptions): { readonly guest: Guest; readonly end: Promise<T> } {
    waiting += 1
    let settle: (end: Promise<T>) => void = () => undefined
    const end = new Promise<T>((resolve) => (settle = resolve))
    let over = false
    const cancelLate = options && timer.after(options.withinMs, () => {
      over = true
      waiting -= 1
      settle(Promise.reject(new DeviceError({ code: 'timeout', phase: 'connect', retry: 'safe', bytesSent: 0 })))
    })
    const guest: Guest = {
      inJob: options?.inJob === true,
      async begin(host) {
        if (over) return
        cancelLate?.()
        let own = 0
        const onBegin = (): void => {
          own += 1
          begun += 1
        }
        const done = host === undefined ? alone(signal, work, onBegin, (error) => settle(Promise.reject(error))) : work(createTalk({ conversation: host, timer, signal, answered, onBegin, onSent: () => undefined }))
        const ended = done.finally(() => {
          waiting -= 1
          begun -= own
        })
        await ended.catch(() => undefined)
        settle(ended)
      },
    }
    return { guest, end }
  }

  return {
    address: transport.address,
    canRead: transport.canRead,
    timer,
    answersStatus: () => answers,
    busy: () => waiting > 0,
    working: () => begun > 0,
    talk(signal, work) {
      const { guest, end: ended } = piece(signal, work)
      patient.push(guest)
      void pump()
      return ended
    },
    interject(signal, work, options) {
      const { guest, end: ended } = piece(signal, work, options)
      if (current?.admit(guest) !== true) eager.push(guest)
      void pump()
      return ended
    },
    onPrinterByte: (listener) => printerBytes.add(listener),
    onAutomatic: (listener) => automatic.add(listener),
    onIdleLost: (listener) => idleLost.add(() => listener()),
    async close() {
      closed = true
      const conversation = resting?.conversation
      resting?.leave()
      resting = undefined
      if (conversation) await end(conversation)
      await leaving
    },
  }
}
