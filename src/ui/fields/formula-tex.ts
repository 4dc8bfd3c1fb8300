// The page's only door to the formula layer: formulas as TeX. A text that cannot be set is shown as it is typed.
import { expressionToTex, functionToTex, ruleToTex } from '../../formula/tex.ts'
import type { TexWords } from '../../formula/tex.ts'

export const functionLines = (text: string, head: string, words: TexWords): readonly string[] => orAsTyped(text, () => functionToTex(text, head, words))

export const ruleLines = (text: string, words: TexWords): readonly string[] => orAsTyped(text, () => ruleToTex(text, words))

function orAsTyped(text: string, read: () => readonly string[]): readonly string[] {
  try {
    return read()
  } catch {
    return text.split('\n').map((line) => `\\texttt{${line.replaceAll(/[\\{}$&#^_%~]/g, ' ')}}`)
  }
}

/** null where the letter only repeats the name, as in beta1 and its beta. */
export function letterOf(name: string): string | null {
  const tex = expressionToTex(name)
  const stem = name.split(/[\d_]/)[0] ?? name
  return tex.includes(stem) ? null : tex
}
