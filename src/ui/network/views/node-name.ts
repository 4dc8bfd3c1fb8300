// What the parts of an opened step are called. Letters (z1, a1) are those of the formulas; the ends of the network are words.
import type { Translate } from '../../../i18n/react.ts'

export function nodeName(name: string, t: Translate): string {
  const [, word, index = ''] = /^(input|output|loss)(\[\d+\])?$/.exec(name) ?? []
  return word === undefined ? name : t(`netviews.node.${word}`) + index
}
