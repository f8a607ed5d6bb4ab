import { type ScaleProtocolName } from './protocols.ts'
import { type ScaleBody, type Voice } from './simulator-body.ts'
import { dialog06Voice, type SealedScale } from './simulator-dialog-06.ts'

export function voiceOf(name: ScaleProtocolName, body: ScaleBody, sealed: SealedScale | undefined): Voice {
  switch (name) {
    case 'toledo-8217':
    case 'toledo-8213':
      return toledoVoice(body, name === 'toledo-8217' ? 6 : 5)
    case 'mt-sics':
      return sicsVoice(body)
    case 'nci':
      return nciVoice(body)
    case 'cas':
      return enquiryVoice(body, 2)
    case 'aclas-os2':
      return enquiryVoice(body, 0)
    case 'aclas-os2-active':
      return os2ActiveVoice(body)
    case 'toledo-continuous':
    case 'toledo-continuous-unchecked':
      return continuousVoice(body, name === 'toledo-continuous')
    case 'dialog-06':
      return dialog06Voice(body, sealed)
  }
}

const codes = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))
const bits = (...set: readonly (boolean | number)[]): number => set.reduce<number>((sum, bit, at) => sum + (bit ? 1 << at : 0), 0)

/** Kilograms with three decimals, pounds with two, as scales show them. */
function digitsOf(body: ScaleBody, width: number, fill: '0' | ' '): string {
  const decimals = body.unit() === 'kg' ? 3 : 2
  const whole = String(Math.abs(body.unit() === 'kg' ? body.shown() : Math.round(body.shown() / 10))).padStart(decimals + 1, '0')
  return `${whole.slice(0, -decimals)}.${whole.slice(-decimals)}`.padStart(width, fill)
}

/** Commands that end with a byte of their own. */
function untilEnd(end: number, answer: (command: string) => readonly number[]): (byte: number) => readonly number[] {
  let command = ''
  return (byte) => {
    if (byte !== end) {
      command += String.fromCharCode(byte)
      return []
    }
    const whole = command
    command = ''
    return answer(whole)
  }
}

function toledoVoice(body: ScaleBody, poundWidth: number): Voice {
  const status = (): number[] => [2, 0x3f, bits(body.moving(), body.over(), body.under(), body.needsZero(), body.atZero(), body.net(), 1), 13]
  const tared = untilEnd(13, (command) => {
    if (command === '') body.takeTare()
    else body.presetTare(Number(command) * (body.unit() === 'kg' ? 1 : 10))
    return status()
  })
  let taring = false
  return {
    hear(byte) {
      if (taring) {
        if (byte === 13) taring = false
        return tared(byte)
      }
      switch (String.fromCharCode(byte)) {
        case 'W':
          if (body.moving() || body.over() || body.under() || body.needsZero()) return status()
          return [2, ...codes(`${digitsOf(body, body.unit() === 'kg' ? 6 : poundWidth, '0')}${body.net() ? 'N' : ''}`), 13]
        case 'Z':
          body.zero()
          return status()
        case 'C':
          body.clearTare()
          return status()
        case 'T':
          taring = true
          return []
        default:
          return [2, 0x3f, 0x40, 13]
      }
    },
  }
}

function sicsVoice(body: ScaleBody): Voice {
  const value = (): string => `${(body.under() ? '-' : '') + digitsOf(body, 0, ' ')}`.padStart(10)
  const answer = (command: string): string => {
    const [word = '', amount] = command.split(' ')
    switch (word) {
      case 'SI':
        if (body.over()) return 'S +'
        if (body.under() && !body.net()) return 'S -'
        if (body.needsZero()) return 'S I'
        return `S ${body.moving() ? 'D' : 'S'} ${value()} ${body.unit()}`
      case 'Z':
        return body.moving() ? 'Z I' : body.zero() ? 'Z A' : body.under() ? 'Z -' : 'Z +'
      case 'T':
        return body.moving() ? 'T I' : body.takeTare() ? `T S ${digitsOf(body, 10, ' ')} ${body.unit()}` : 'T -'
      case 'TAC':
        body.clearTare()
        return 'TAC A'
      case 'TA':
        return body.presetTare(Number(amount?.replace('.', ''))) ? `TA A ${(amount ?? '').padStart(10)} ${body.unit()}` : 'TA L'
      default:
        return 'ES'
    }
  }
  return { hear: untilEnd(10, (command) => codes(`${answer(command.trimEnd())}\r\n`)) }
}

function nciVoice(body: ScaleBody): Voice {
  const status = (): string => String.fromCharCode(0x30 | bits(body.moving(), body.atZero()), 0x70 | bits(body.under(), body.over()), 0x30 | bits(0, 0, body.net(), body.needsZero()))
  return {
    hear: untilEnd(13, (command) => {
      const silent = body.moving() || body.under() || body.over() || body.needsZero()
      if (command === 'Z') body.zero()
      else if (command === 'T') body.takeTare()
      else if (command !== 'W' && command !== 'S') return codes('\n?\r\x03')
      const weight = command === 'W' && !silent ? `\n${digitsOf(body, 6, '0')}${body.unit().toUpperCase()}\r` : ''
      return codes(`${weight}\n${status()}\r\x03`)
    }),
  }
}

function enquiryFrame(body: ScaleBody, checkedFrom: number): number[] {
  const out = body.over() || (checkedFrom === 0 && body.needsZero())
  // CAS puts its F where the sign is, ACLAS where the status is.
  const head = checkedFrom === 0 ? (out ? 'F' : body.moving() ? 'U' : 'S') + (body.under() ? '-' : ' ') : (body.moving() ? 'U' : 'S') + (out ? 'F' : body.under() ? '-' : ' ')
  const frame = [1, 2, ...codes(`${head}${body.over() ? '------' : digitsOf(body, 6, ' ').slice(-6)}${body.unit()}`)]
  return [...frame, frame.slice(checkedFrom).reduce((sum, byte) => sum ^ byte, 0), 3, 4]
}

/** What comes in angle brackets: T tares, Z zeroes, and nothing answers. */
function bracketed(body: ScaleBody): (byte: number) => readonly number[] {
  return untilEnd(9, (command) => {
    if (command.endsWith('<ZK>')) body.zero()
    if (command.endsWith('<TK>')) body.takeTare()
    return []
  })
}

function enquiryVoice(body: ScaleBody, checkedFrom: number): Voice {
  const commands = bracketed(body)
  return {
    hear(byte) {
      if (byte === 0x05) return [0x06]
      if (byte === 0x11) return enquiryFrame(body, checkedFrom)
      return checkedFrom === 0 ? commands(byte) : []
    },
  }
}

function os2ActiveVoice(body: ScaleBody): Voice {
  return {
    hear: bracketed(body),
    stream: () => [...enquiryFrame(body, 0), bits(0, 0, 0, 0, body.shown() === 0, body.net(), body.over() || body.needsZero())],
  }
}

function continuousVoice(body: ScaleBody, checked: boolean): Voice {
  const step = new Map([[1, 1], [2, 2], [5, 3]]).get(body.division) ?? 0
  return {
    hear(byte) {
      if (byte === 0x5a) body.zero()
      if (byte === 0x54) body.takeTare()
      if (byte === 0x43) body.clearTare()
      return []
    },
    stream() {
      const metric = body.unit() === 'kg'
      const six = (thousandths: number): string => String(Math.abs(metric ? thousandths : Math.round(thousandths / 10))).padStart(6, '0').slice(-6)
      const out = body.over()
      const a = 0x20 | (metric ? step << 3 : 0) | (metric ? 5 : 4)
      const b = 0x20 | bits(body.net(), body.under(), out, body.moving(), metric, 0, body.needsZero())
      const frame = [2, a, b, 0x20, ...codes(six(body.shown()) + six(body.tare())), 13]
      return checked ? [...frame, (128 - (frame.reduce((sum, byte) => sum + byte, 0) % 128)) % 128] : frame
    },
  }
}
