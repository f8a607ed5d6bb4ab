import { type Item, type Names } from '../../domain/catalogue/index.ts'
import { checkDigit } from '../../domain/catalogue/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type NewItem } from '../register-database.ts'

/** A seeded catalogue with short words, accents, polyphones, full-width forms and names in one, two or three languages. */
const brands = ['可口可乐', '农夫山泉', '康师傅', '蒙牛', '重庆', '长城', '行者', '旺旺', '乐事', '大白兔', '吕', '西安', '女儿红', '绿箭', '厦门', '单丛', '双庄', '创床']
const kinds = ['绿茶', '红茶', '无糖可乐', '纯牛奶', '酸奶', '白酒', '啤酒', '薯片', '饼干', '方便面', '银行卡套', '音乐盒', '会计本', '凤爪', '银耳', '矿泉水']
const flavours = ['原味', '草莓味', '麻辣', '无添加', '家庭装', '量贩装', '低脂', '朝鲜风味']
const english = ['Cola', 'Coca-Cola', 'Crème', 'Brûlée', 'Ox', 'A1', 'Milk', 'Jasmine', 'Tea', 'Bœuf', 'Straße', 'Noodle', 'XL', 'Kekou', 'Lv', 'Chongqing', 'Jalapeño', 'ＦＵＬＬ', 'Éclair', 'Le']
const sizes = ['500ml', '330 ml', '1.5L', '50g', '500g', '6罐', '12 x 50', '7up']

export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * below)
  }
}

export function gtin(of: number): string {
  const digits = `69${String(of).padStart(10, '0')}`
  return digits + String(checkDigit(digits))
}

export function catalogue(size: number, seed: number): readonly NewItem[] {
  const below = random(seed)
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? ''
  return Array.from({ length: size }, (_, index) => {
    const chinese = `${pick(brands)}${pick(flavours)}${pick(kinds)} ${pick(sizes)}`
    const latin = `${pick(english)} ${pick(english)} ${pick(sizes)} ${String.fromCharCode(65 + below(26))}${below(1000)}`
    const kind = below(4)
    const names: Names = kind === 0 ? { en: latin } : kind === 1 ? { 'zh-CN': chinese } : { en: latin, 'zh-CN': chinese, ...(kind === 3 ? { ja: 'ゼロ砂糖の茶' } : {}) }
    const item: Item = { id: `item-${index}`, sku: `${100_000 + index}${below(2) === 0 ? 'A' : ''}`, names, unit: 'each', taxClass: 'standard', ...(below(5) === 0 ? {} : { price: { minor: minor(100 + index), per: thousandths(1000) } }) }
    return { item, barcodes: [gtin(index * 7919)] }
  })
}
