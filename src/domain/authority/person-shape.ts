/** What stands on a badge: printable, as a gun or a card reader types it in one line. */
export const badgeShape = /^[\x21-\x7e]{4,64}$/
export const longestPersonName = 64
