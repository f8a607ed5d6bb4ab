/** What is said while head office is there and its books are not. `moment`: when they last were, in words already. */
export interface AwayWords {
  readonly banner: (moment: string) => string
  readonly bannerAlone: string
  readonly state: string
  readonly asOf: (moment: string) => string
  readonly nothingYet: string
}

export const englishAway: AwayWords = {
  banner: (moment) => `Head office can not read or write its books just now. What you see is of ${moment}. Registers go on selling and keep everything; it is filed once the books are back. This page keeps trying.`,
  bannerAlone: 'Head office can not read or write its books just now. Registers go on selling and keep everything; it is filed once the books are back. This page keeps trying.',
  state: 'books away',
  asOf: (moment) => `As of ${moment}: the books can not be read just now`,
  nothingYet: 'There is nothing to show until head office has its books again. The page then goes on by itself. If that takes long, whoever looks after the machine should see to its database.',
}

export const chineseAway: AwayWords = {
  banner: (moment) => `总部服务目前无法读写账簿。当前显示的是 ${moment} 的数据。收银机照常销售，所有数据都保留在本机，账簿恢复后自动入账。页面会继续重试。`,
  bannerAlone: '总部服务目前无法读写账簿。收银机照常销售，所有数据都保留在本机，账簿恢复后自动入账。页面会继续重试。',
  state: '账簿不可用',
  asOf: (moment) => `截至 ${moment}：目前无法读取账簿`,
  nothingYet: '账簿恢复之前没有可显示的内容，恢复后页面会自动继续。如果持续较久，请让负责这台计算机的人检查数据库。',
}
