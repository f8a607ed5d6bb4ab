/** Signs that are nothing to look at, or that turn the writing around them: a name with them reads as another one, or is no line. */
export function hasHiddenSigns(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
}
