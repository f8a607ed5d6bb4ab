import {
  Apple, Baby, Banana, Bandage, Battery, Bean, Beef, Beer, BookOpen, BottleWine, Bone, Cable, CakeSlice, Candy, CandyCane, Carrot, Cherry, Cigarette, Citrus, Coffee,
  Cookie, Croissant, CupSoda, Dessert, Donut, Droplets, Drumstick, Egg, EggFried, Fish, Flame, Flower2, GlassWater, Grape, Ham, Hamburger, IceCreamCone, Leaf,
  Lightbulb, LollipopIcon, Martini, Milk, Newspaper, Nut, Package, PawPrint, Pencil, Pill, Pizza, Popcorn, Salad, Sandwich, Scroll, ScrollText, Shirt, ShoppingBag,
  ShoppingBasket, Shrimp, Snowflake, Soup, SprayCan, Sprout, Star, Toilet, TreePalm, Umbrella, Utensils, Vegan, WashingMachine, Wheat, Wine,
  type LucideIcon,
} from 'lucide-react'

/** The drawings a catalogue may name: those that head office's page offers, which a test holds it to. Listed one by one, so that the build carries these and not the four thousand others. */
export const tileDrawings: Readonly<Record<string, LucideIcon>> = {
  apple: Apple, baby: Baby, banana: Banana, bandage: Bandage, battery: Battery, bean: Bean, beef: Beef, beer: Beer, 'book-open': BookOpen, bone: Bone,
  'bottle-wine': BottleWine, cable: Cable, 'cake-slice': CakeSlice, candy: Candy, 'candy-cane': CandyCane, carrot: Carrot, cherry: Cherry, cigarette: Cigarette,
  citrus: Citrus, coffee: Coffee, cookie: Cookie, croissant: Croissant, 'cup-soda': CupSoda, dessert: Dessert, donut: Donut, droplets: Droplets,
  drumstick: Drumstick, egg: Egg, 'egg-fried': EggFried, fish: Fish, flame: Flame, 'flower-2': Flower2, 'glass-water': GlassWater, grape: Grape, ham: Ham,
  hamburger: Hamburger, 'ice-cream-cone': IceCreamCone, leaf: Leaf, lightbulb: Lightbulb, lollipop: LollipopIcon, martini: Martini, milk: Milk,
  newspaper: Newspaper, nut: Nut, package: Package, 'paw-print': PawPrint, pencil: Pencil, pill: Pill, pizza: Pizza, popcorn: Popcorn, salad: Salad,
  sandwich: Sandwich, scroll: Scroll, 'scroll-text': ScrollText, shirt: Shirt, 'shopping-bag': ShoppingBag, 'shopping-basket': ShoppingBasket, shrimp: Shrimp,
  snowflake: Snowflake, soup: Soup, 'spray-can': SprayCan, sprout: Sprout, star: Star, toilet: Toilet, 'tree-palm': TreePalm, umbrella: Umbrella,
  utensils: Utensils, vegan: Vegan, 'washing-machine': WashingMachine, wheat: Wheat, wine: Wine,
}

/** An item's drawing on the tint of its category; a name nobody drew shows a parcel. */
export function TileIcon(props: { readonly name: string; readonly hue: number }) {
  const Drawing = tileDrawings[props.name] ?? Package
  return (
    <span data-hue={props.hue} className="hue-tint inline-flex size-9 shrink-0 items-center justify-center rounded-[10px]">
      <Drawing aria-hidden="true" size={20} strokeWidth={1.9} />
    </span>
  )
}
