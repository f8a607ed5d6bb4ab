import { checkDigit } from '../../src/domain/catalogue/index.ts'
import { pick, random } from '../lib/random.ts'

// Made up of real brands' and kinds' words so that characters repeat as they do in a shop; three quarters Chinese.
const brands = '可口可乐 百事 农夫山泉 康师傅 统一 娃哈哈 蒙牛 伊利 光明 旺旺 三只松鼠 良品铺子 百草味 卫龙 乐事 上好佳 奥利奥 德芙 好丽友 达利园 盼盼 徐福记 大白兔 雀巢 星巴克 海天 李锦记 厨邦 千禾 老干妈 太太乐 鲁花 金龙鱼 福临门 多力 思念 三全 湾仔码头 双汇 金锣 立白 蓝月亮 奥妙 汰渍 舒肤佳 海飞丝 飘柔 潘婷 高露洁 佳洁士 黑人 云南白药 维达 清风 心相印 洁柔 帮宝适 花王 百雀羚 自然堂 得力 晨光 真彩 南孚 双鹿 公牛 小米 飞利浦 美的 苏泊尔 九阳 张小泉 妙洁 同仁堂 王老吉 加多宝 红牛 元气森林 喜茶 青岛 雪花 燕京 茅台 五粮液 泸州老窖 洋河 剑南春 汾酒 张裕 长城'.split(' ')
const flavours = '原味 无糖 草莓味 巧克力味 香草味 番茄味 黄瓜味 烧烤味 麻辣味 香辣味 五香味 海盐味 芝士味 抹茶味 蓝莓味 柠檬味 橙味 葡萄味 水蜜桃味 茉莉花香 薰衣草香 玫瑰香 清爽型 滋润型 去屑型 经典款 升级款 儿童款 男士 女士 低脂 脱脂 全脂 高钙 加锌 无添加 有机 进口 国产 家庭装 便携装 礼盒装 量贩装 限量版'.split(' ')
const kinds = '可乐 汽水 矿泉水 纯净水 绿茶 红茶 乌龙茶 冰红茶 果汁 橙汁 牛奶 酸奶 纯牛奶 早餐奶 豆浆 咖啡 速溶咖啡 薯片 饼干 夹心饼干 威化 蛋糕 面包 糖果 巧克力 果冻 瓜子 花生 坚果 核桃 牛肉干 猪肉脯 辣条 方便面 火腿肠 水饺 汤圆 粽子 大米 面粉 挂面 花生油 菜籽油 玉米油 酱油 生抽 老抽 陈醋 料酒 蚝油 味精 鸡精 食盐 白糖 红糖 蜂蜜 洗衣液 洗衣粉 洗洁精 消毒液 肥皂 香皂 沐浴露 洗发水 护发素 牙膏 牙刷 漱口水 抽纸 卷纸 湿巾 纸尿裤 面膜 洗面奶 乳液 面霜 防晒霜 中性笔 圆珠笔 铅笔 笔记本 文件夹 胶带 剪刀 电池 插座 充电器 数据线 耳机 灯泡 毛巾 浴巾 袜子 衬衫 短袖 牛仔裤 运动鞋 拖鞋 保温杯 水杯 饭盒 炒锅 菜刀 砧板 白酒 啤酒 红酒 黄酒 打火机 雨伞 垃圾袋 保鲜膜'.split(' ')
const first = 'Acme Blue Green Golden Royal Fresh Sunny Pacific Nordic Alpine Urban Classic Prime Grand Silver Lucky Happy Smart Pure Natural Organic Daily Super Mega Mini'.split(' ')
const second = 'Cola Water Juice Milk Yogurt Coffee Tea Chips Cookie Cracker Chocolate Candy Noodle Rice Flour Oil Sauce Vinegar Salt Sugar Honey Detergent Soap Shampoo Conditioner Toothpaste Toothbrush Tissue Towel Diaper Lotion Cream Lipstick Perfume Pen Pencil Notebook Folder Tape Scissors Battery Charger Cable Headphone Lamp Sock Shirt Jeans Sneaker Slipper Bottle Cup Pan Knife Board Wine Beer Umbrella Bag'.split(' ')
const sizes = '50g 80g 100g 120g 150g 200g 250g 300g 330ml 350ml 400g 450ml 500g 500ml 550ml 600ml 750ml 900g 1kg 1L 1.25L 1.5L 2L 2.5kg 5kg 10kg 3支 5支 6罐 8包 10包 12瓶 20片 24罐 30片 60抽 100抽'.split(' ')

export const namesSeed = 9

/** The same names in the same order whatever the count. */
export function* names(count: number): Generator<string> {
  const next = random(namesSeed)
  // Squared-ish: a few brands have most of the goods, as in a shop.
  const often = (list: readonly string[]): string => list[Math.floor(list.length * Math.pow(next(), 1.7))] ?? ''
  const tail = (): string => `${String.fromCharCode(65 + Math.floor(next() * 26))}${Math.floor(next() * 1000)}`
  for (let index = 0; index < count; index += 1) {
    if (next() < 0.75) yield `${often(brands)}${often(flavours)}${often(kinds)}${next() < 0.3 ? often(flavours) : ''} ${often(sizes)}${next() < 0.4 ? ` ${tail()}` : ''}`
    else yield `${often(first)} ${often(second)} ${often(first)} ${often(sizes)} ${tail()}`
  }
}

/** A whole EAN-13. */
export function ean(index: number): string {
  const digits = `69${String(index).padStart(10, '0')}`
  return digits + String(checkDigit(digits))
}

/** A Chinese name alone: one of 400,000. */
export function chineseName(next: () => number): string {
  return `${pick(brands, next)}${pick(flavours, next)}${pick(kinds, next)} 500g`
}
