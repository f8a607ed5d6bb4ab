// A setting is a row of its own, which head office keeps or gives back by itself. Of most the kind is the name; of these there are several of a kind.

export function lossLimitId(rule: string): string {
  return `lossLimit.${rule}`
}

/** A cell of the matrix of rights. */
export function grantId(role: string, permission: string): string {
  return `grant.${role}.${permission}`
}

/** The amount of a right above which two people have to agree. */
export function secondPersonId(permission: string): string {
  return `secondPerson.${permission}`
}

export function taxRatesId(pack: string, taxClass: string): string {
  return `taxRates.${pack}.${taxClass}`
}

export function templateId(paper: string): string {
  return `template.${paper}`
}
