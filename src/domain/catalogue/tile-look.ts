/** The drawings that a tile may name: both the till and head office's page draw these, and a test holds both to this list. What is not among them shows a parcel. */
export const tileIcons = [
  'apple', 'baby', 'banana', 'bandage', 'battery', 'bean', 'beef', 'beer', 'bone', 'book-open', 'bottle-wine', 'cable', 'cake-slice', 'candy', 'candy-cane', 'carrot', 'cherry', 'cigarette',
  'citrus', 'coffee', 'cookie', 'croissant', 'cup-soda', 'dessert', 'donut', 'droplets', 'drumstick', 'egg', 'egg-fried', 'fish', 'flame', 'flower-2', 'glass-water', 'grape', 'ham', 'hamburger',
  'ice-cream-cone', 'leaf', 'lightbulb', 'lollipop', 'martini', 'milk', 'newspaper', 'nut', 'package', 'paw-print', 'pencil', 'pill', 'pizza', 'popcorn', 'salad', 'sandwich', 'scroll',
  'scroll-text', 'shirt', 'shopping-bag', 'shopping-basket', 'shrimp', 'snowflake', 'soup', 'spray-can', 'sprout', 'star', 'toilet', 'tree-palm', 'umbrella', 'utensils', 'vegan',
  'washing-machine', 'wheat', 'wine',
] as const
export type TileIconName = (typeof tileIcons)[number]

/** Tints of a tile, 0 up to one below. */
export const tileHues = 8
