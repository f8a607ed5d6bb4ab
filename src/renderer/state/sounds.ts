/**
 * Three sounds that differ in rhythm as well as in pitch: a cashier looks at the goods, not at the screen, and a shop is
 * loud. Synthesised, so nothing has to be loaded.
 */
let context: AudioContext | undefined

function beep(shape: OscillatorType, volume: number, tones: readonly { readonly hertz: number; readonly at: number; readonly seconds: number }[]): void {
  try {
    context ??= new AudioContext()
  } catch {
    // A machine without a sound device sells all the same.
    return
  }
  const now = context.currentTime
  for (const tone of tones) {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.type = shape
    oscillator.frequency.value = tone.hertz
    gain.gain.setValueAtTime(volume, now + tone.at)
    gain.gain.setTargetAtTime(0, now + tone.at + tone.seconds - 0.01, 0.004)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(now + tone.at)
    oscillator.stop(now + tone.at + tone.seconds + 0.02)
  }
}

export interface Sounds {
  readonly ok: () => void
  readonly error: () => void
  readonly attention: () => void
}

/** The error is twice as loud (6 dB) as the rest. */
export const sounds: Sounds = {
  ok: () => beep('sine', 0.12, [{ hertz: 1760, at: 0, seconds: 0.06 }]),
  error: () => beep('square', 0.24, [{ hertz: 220, at: 0, seconds: 0.18 }, { hertz: 220, at: 0.26, seconds: 0.18 }]),
  attention: () => beep('sine', 0.12, [{ hertz: 880, at: 0, seconds: 0.12 }, { hertz: 1175, at: 0.13, seconds: 0.16 }]),
}
