import { type TFunction } from 'i18next'

/** Whole seconds as somebody who waits counts them: `4 min 59 s`, and under a minute the seconds alone. */
export function waitWords(t: TFunction, seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes === 0 ? t('wait.seconds', { seconds }) : t('wait.minutes', { minutes, seconds: seconds % 60 })
}

/** What a refusal's sentence writes as `{{wait}}`, of its whole seconds: an hour was told as three and a half thousand of them. */
export function waitIn(t: TFunction, params: Readonly<Record<string, unknown>> | undefined): { readonly wait?: string } {
  const seconds = params?.['waitSeconds']
  return typeof seconds === 'number' ? { wait: waitWords(t, seconds) } : {}
}
