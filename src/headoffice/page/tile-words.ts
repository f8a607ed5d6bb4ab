import type { TileIconName } from '../../domain/catalogue/index.ts'

/** What is said about the tiles of a store's counters. */
export interface TileWords {
  readonly title: string
  readonly open: string
  readonly how: string
  readonly store: string
  readonly add: string
  readonly none: string
  readonly tiles: (count: number) => string
  /** Of so many tiles the item is not in the range. */
  readonly lacking: (count: number) => string
  readonly earlierPage: (name: string) => string
  readonly laterPage: (name: string) => string
  readonly movedPage: (name: string, place: number) => string
  readonly never: (register: number) => string
  readonly parked: (register: number, names: string, reasons: string) => string
  readonly parkedReasons: Readonly<Record<string, string>>
  readonly noChanges: string
  readonly changed: (by: string, time: string) => string
  readonly removedBy: (by: string, time: string) => string
  readonly formerPage: string
  readonly newPage: string
  readonly nameEnglish: string
  readonly nameChinese: string
  readonly preview: string
  readonly previewHow: string
  readonly noTiles: string
  readonly unpriced: string
  readonly units: Readonly<Record<'each' | 'kg' | 'l' | 'm', string>>
  readonly notInRange: string
  readonly chosen: (name: string, place: number, all: number) => string
  readonly first: string
  readonly earlier: string
  readonly later: string
  readonly last: string
  readonly takeOff: string
  readonly moved: (name: string, place: number) => string
  readonly takenOff: (name: string) => string
  readonly putOn: (name: string) => string
  readonly colour: string
  readonly colours: readonly string[]
  readonly drawing: string
  readonly drawings: Readonly<Record<TileIconName, string>>
  readonly search: string
  readonly searchHow: string
  readonly put: string
  readonly isOn: string
  readonly full: (most: number) => string
  readonly remove: string
  readonly removeSure: string
  readonly removed: string
  readonly pageNameFirst: string
  readonly hidden: string
  readonly changedMeanwhile: string
  readonly orderChanged: string
  readonly reasons: Readonly<Record<'tooMany' | 'itemUnknown' | 'tooLong', string>>
}

export const englishTiles: TileWords = {
  title: 'Tiles of the counter',
  open: 'Tiles',
  how: 'While any page is kept here, the tills of the store show these pages in the place of their own, from their next contact on. No tile moves while a sale is open. Remove the last page, and each till shows its own again.',
  store: 'Store',
  add: 'New page',
  none: 'Head office keeps no pages for this store: its tills show their own.',
  tiles: (count) => (count === 1 ? '1 tile' : `${count} tiles`),
  lacking: (count) => (count === 1 ? '1 of them is not in the range and left out' : `${count} of them are not in the range and left out`),
  earlierPage: (name) => `Move ${name} up`,
  laterPage: (name) => `Move ${name} down`,
  movedPage: (name, place) => `${name} is page ${place} now.`,
  never: (register) => `Register ${register} has fetched no tiles yet.`,
  parked: (register, names, reasons) => `Register ${register} could not use: ${names}. Why: ${reasons}.`,
  parkedReasons: { 'not-json': 'unreadable', 'page-unreadable': 'not understood by its version' },
  noChanges: 'Nothing was changed here yet.',
  changed: (by, time) => `${by}, ${time}`,
  removedBy: (by, time) => `removed · ${by}, ${time}`,
  formerPage: 'a removed page',
  newPage: 'New page',
  nameEnglish: 'Name in English',
  nameChinese: 'Name in Chinese',
  preview: 'Tiles on this page',
  previewHow: 'As the till draws them. Choose a tile to move it or to change how it looks; Alt and an arrow key move the one you are on.',
  noTiles: 'No tiles yet. A page without tiles is not shown at the tills.',
  unpriced: 'No price yet',
  units: { each: '', kg: '/kg', l: '/l', m: '/m' },
  notInRange: 'Not in the range',
  chosen: (name, place, all) => `${name}: tile ${place} of ${all}`,
  first: 'To the front',
  earlier: 'Earlier',
  later: 'Later',
  last: 'To the end',
  takeOff: 'Take off the page',
  moved: (name, place) => `${name} is tile ${place} now.`,
  takenOff: (name) => `${name} is off the page.`,
  putOn: (name) => `${name} is on the page, as its last tile.`,
  colour: 'Colour',
  colours: ['Green', 'Blue', 'Orange', 'Turquoise', 'Brown', 'Pink', 'Violet', 'Grey'],
  drawing: 'Drawing',
  drawings: {
    apple: 'Apple', baby: 'Baby', banana: 'Banana', bandage: 'Plaster', battery: 'Battery', bean: 'Bean', beef: 'Meat', beer: 'Beer', bone: 'Bone', 'book-open': 'Book', 'bottle-wine': 'Bottle of wine', cable: 'Cable',
    'cake-slice': 'Slice of cake', candy: 'Sweet', 'candy-cane': 'Candy cane', carrot: 'Carrot', cherry: 'Cherry', cigarette: 'Cigarette', citrus: 'Citrus', coffee: 'Coffee', cookie: 'Cookie', croissant: 'Croissant',
    'cup-soda': 'Soft drink', dessert: 'Dessert', donut: 'Doughnut', droplets: 'Drops', drumstick: 'Chicken', egg: 'Egg', 'egg-fried': 'Fried egg', fish: 'Fish', flame: 'Flame', 'flower-2': 'Flower', 'glass-water': 'Glass of water',
    grape: 'Grapes', ham: 'Ham', hamburger: 'Hamburger', 'ice-cream-cone': 'Ice cream', leaf: 'Leaf', lightbulb: 'Light bulb', lollipop: 'Lollipop', martini: 'Cocktail', milk: 'Milk', newspaper: 'Newspaper', nut: 'Nut',
    package: 'Parcel', 'paw-print': 'Paw', pencil: 'Pencil', pill: 'Pill', pizza: 'Pizza', popcorn: 'Popcorn', salad: 'Salad', sandwich: 'Sandwich', scroll: 'Roll', 'scroll-text': 'Roll with writing', shirt: 'Shirt',
    'shopping-bag': 'Bag', 'shopping-basket': 'Basket', shrimp: 'Shrimp', snowflake: 'Snowflake', soup: 'Soup', 'spray-can': 'Spray', sprout: 'Sprout', star: 'Star', toilet: 'Toilet', 'tree-palm': 'Palm', umbrella: 'Umbrella',
    utensils: 'Cutlery', vegan: 'Vegan', 'washing-machine': 'Washing machine', wheat: 'Wheat', wine: 'Glass of wine',
  },
  search: 'Put an item on the page: name, SKU or barcode',
  searchHow: 'Type a word to search the range.',
  put: 'Put on the page',
  isOn: 'On this page',
  full: (most) => `A page has at most ${most} tiles. Take one off first.`,
  remove: 'Remove page',
  removeSure: 'Remove: press again',
  removed: 'Removed. The tills leave it out from their next contact on.',
  pageNameFirst: 'A page needs a name.',
  hidden: 'This name has a sign in it that cannot be seen, or that turns the writing around. Empty it and type it anew.',
  changedMeanwhile: 'Somebody else changed this page meanwhile. Nothing was saved: go back and look at it again.',
  orderChanged: 'Somebody else changed these pages meanwhile. Nothing was moved: they are shown as they are now.',
  reasons: {
    tooMany: 'A store has at most 24 pages. Remove one first. Nothing was saved.',
    itemUnknown: 'An item that you put on the page was withdrawn from the range meanwhile. Take it off, and save again.',
    tooLong: 'This page says more than a till takes. Take tiles off, or shorten its names.',
  },
}

export const chineseTiles: TileWords = {
  title: '收银台磁贴',
  open: '磁贴',
  how: '只要此处设有磁贴页，门店收银机从下次联系起就显示这些页，不再显示自有的页。销售进行中，磁贴不会移动。移除最后一页后，各收银机恢复显示自有的页。',
  store: '门店',
  add: '新建磁贴页',
  none: '总部没有为此门店设置磁贴页：收银机显示自有的页。',
  tiles: (count) => `${count} 个磁贴`,
  lacking: (count) => `其中 ${count} 个的商品已不在商品目录中，不予显示`,
  earlierPage: (name) => `上移“${name}”`,
  laterPage: (name) => `下移“${name}”`,
  movedPage: (name, place) => `“${name}”现为第 ${place} 页。`,
  never: (register) => `${register} 号收银机尚未取得任何磁贴。`,
  parked: (register, names, reasons) => `${register} 号收银机无法使用：${names}。原因：${reasons}。`,
  parkedReasons: { 'not-json': '内容无法读取', 'page-unreadable': '其程序版本不认识' },
  noChanges: '此处尚无更改。',
  changed: (by, time) => `${by}，${time}`,
  removedBy: (by, time) => `已移除 · ${by}，${time}`,
  formerPage: '已移除的页',
  newPage: '新建磁贴页',
  nameEnglish: '英文名称',
  nameChinese: '中文名称',
  preview: '本页磁贴',
  previewHow: '与收银机上的样子相同。选中一个磁贴即可移动或更改外观；按 Alt 加方向键可移动当前磁贴。',
  noTiles: '还没有磁贴。没有磁贴的页不会在收银机上显示。',
  unpriced: '尚无价格',
  units: { each: '', kg: '/公斤', l: '/升', m: '/米' },
  notInRange: '不在商品目录中',
  chosen: (name, place, all) => `${name}：第 ${place} 个，共 ${all} 个`,
  first: '移到最前',
  earlier: '前移',
  later: '后移',
  last: '移到最后',
  takeOff: '从本页取下',
  moved: (name, place) => `${name}现为第 ${place} 个磁贴。`,
  takenOff: (name) => `已从本页取下${name}。`,
  putOn: (name) => `已将${name}放在本页最后。`,
  colour: '颜色',
  colours: ['绿色', '蓝色', '橙色', '青色', '棕色', '粉色', '紫色', '灰色'],
  drawing: '图案',
  drawings: {
    apple: '苹果', baby: '婴儿', banana: '香蕉', bandage: '创可贴', battery: '电池', bean: '豆子', beef: '肉', beer: '啤酒', bone: '骨头', 'book-open': '书', 'bottle-wine': '酒瓶', cable: '数据线',
    'cake-slice': '切块蛋糕', candy: '糖果', 'candy-cane': '拐杖糖', carrot: '胡萝卜', cherry: '樱桃', cigarette: '香烟', citrus: '柑橘', coffee: '咖啡', cookie: '饼干', croissant: '牛角面包',
    'cup-soda': '汽水', dessert: '甜品', donut: '甜甜圈', droplets: '水滴', drumstick: '鸡腿', egg: '鸡蛋', 'egg-fried': '煎蛋', fish: '鱼', flame: '火焰', 'flower-2': '花', 'glass-water': '一杯水',
    grape: '葡萄', ham: '火腿', hamburger: '汉堡', 'ice-cream-cone': '冰淇淋', leaf: '叶子', lightbulb: '灯泡', lollipop: '棒棒糖', martini: '鸡尾酒', milk: '牛奶', newspaper: '报纸', nut: '坚果',
    package: '包裹', 'paw-print': '爪印', pencil: '铅笔', pill: '药片', pizza: '披萨', popcorn: '爆米花', salad: '沙拉', sandwich: '三明治', scroll: '纸卷', 'scroll-text': '带字纸卷', shirt: '衬衫',
    'shopping-bag': '购物袋', 'shopping-basket': '购物篮', shrimp: '虾', snowflake: '雪花', soup: '汤', 'spray-can': '喷雾', sprout: '嫩芽', star: '星星', toilet: '马桶', 'tree-palm': '棕榈', umbrella: '雨伞',
    utensils: '餐具', vegan: '素食', 'washing-machine': '洗衣机', wheat: '麦穗', wine: '一杯酒',
  },
  search: '将商品放到本页：名称、货号或条码',
  searchHow: '输入一个词即可查找商品。',
  put: '放到本页',
  isOn: '已在本页',
  full: (most) => `每页最多 ${most} 个磁贴。请先取下一个。`,
  remove: '移除此页',
  removeSure: '确认移除，请再按一次',
  removed: '已移除。收银机从下次联系起不再显示。',
  pageNameFirst: '磁贴页须有名称。',
  hidden: '名称中有看不见的符号或会颠倒文字方向的符号。请清空后重新输入。',
  changedMeanwhile: '其他人刚刚更改了此页。没有保存：请返回后重新查看。',
  orderChanged: '其他人刚刚更改了这些页。没有移动：现在显示的是最新内容。',
  reasons: {
    tooMany: '每家门店最多 24 页。请先移除一页。没有保存。',
    itemUnknown: '您放上的一种商品刚刚已下架。请取下它，再保存一次。',
    tooLong: '此页内容超出收银机可接收的长度。请取下一些磁贴，或缩短名称。',
  },
}
