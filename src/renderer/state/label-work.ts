import { type EffectView, type LabelKindView, type LabelPreviewView, type LabelSizeView, type TileView } from '../../contracts/ipc/index.ts'

/**
 * A label of one item. Without a preview: it is being laid out, or cannot be. `asked`: the labels last asked for, and what is known
 * of them. `otherSize`: a person was told that the roll in the printer is another one; the next press prints all the same.
 */
export interface LabelWork {
  readonly kind: 'label'
  readonly item: Pick<TileView, 'itemId' | 'names'>
  readonly label: LabelKindView
  readonly size: LabelSizeView
  readonly preview?: LabelPreviewView
  readonly asking: boolean
  readonly otherSize?: true
  readonly asked?: { readonly request: string; readonly copies: number; readonly effect: EffectView }
}
