// For tests: which texts a translation leaves in English, and which English sentences the sources below the page can say.
import { parseAst } from 'vite'
import { sentencesOf } from './book.ts'

/** Names that are the same in every language. A text of nothing else needs no translation. */
const names = /\b(?:Adam|AdamW|AdaBelief|AdaDelta|Adafactor|AdaGrad|AdaMax|Adan|AdEMAMix|ADOPT|AMSGrad|ASGD|BFGS|L-BFGS|CPU|CSV|Descent|ELU|GELU|GIF|GPU|He|Huber|JavaScript|JSON|KL|L2|LAMB|LARS|LeakyReLU|Lion|MNIST|Muon|Nadam|NumPy|PCA|PNG|Prodigy|PyTorch|Python|QR|RAdam|ReLU|RMSprop|Rprop|SAM|SELU|SGD|SHA|Shampoo|SiLU|SOAP|Sophia|SVG|Swish|TensorFlow|WebGL|WebGPU|WebM|XOR|Yogi|Amdahl|Ctrl|Shift|Home|End|Space|ms|lr|beta|theta|eps)\b/g

const chinese = /\p{Script=Han}/u

/** Texts that are English still: no character of the language, or three English words in a row. Formulas and names do not count. */
export function leftInEnglish(texts: Iterable<readonly [key: string, text: string]>): string[] {
  return [...texts].flatMap(([key, text]) => {
    const rest = text.replace(/\{\{\w+\}\}/g, ' ').replace(names, ' ')
    const plain = !chinese.test(text) && /\p{Letter}{3}/u.test(rest)
    return plain || /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/.test(rest) ? [`${key}: ${text}`] : []
  })
}

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
const childrenOf = (node: Node): Node[] => Object.values(node).flatMap(listed).filter(isNode)

/** What is written there as text: `{{0}}` for what is put into a template. */
function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return null
  const parts = node['quasis'].map((quasi: { readonly value: { readonly cooked: string } }) => quasi.value.cooked)
  return parts.map((part, i) => (i === 0 ? part : `{{${i - 1}}}${part}`)).join('')
}

const isError = (node: Node): boolean => node.type === 'NewExpression' && isNode(node['callee']) && String(node['callee']['name']).endsWith('Error')

/** `error.message.includes('Unexpected end')`: what a text is compared with is not said. */
const isComparison = (node: Node): boolean =>
  node.type === 'CallExpression' && isNode(node['callee']) && isNode(node['callee']['property']) && /^(includes|startsWith|endsWith)$/.test(String(node['callee']['property']['name']))

/** Every text literal of a source, templates with their holes numbered; with `errorsOnly` those that an error is made of. */
export function literalsOf(source: string, errorsOnly: boolean): string[] {
  const found: string[] = []
  const visit = (node: Node, counts: boolean): void => {
    // Types and names of modules say nothing to anybody.
    if (/^(TS(?!As|NonNull|Satisfies)|ImportDeclaration|ImportExpression)/.test(node.type) || isComparison(node)) return
    const here = counts || isError(node)
    const text = here ? textOf(node) : null
    if (text !== null) found.push(text)
    for (const child of childrenOf(node)) visit(child, here)
  }
  visit(parseAst(source, { lang: 'ts' }) as unknown as Node, !errorsOnly)
  return found
}

/** A template's sentences, each with its own holes from 0. A hole between two sentences stands for sentences of its own. */
export function templatesOf(text: string): string[] {
  return sentencesOf(text.replace(/(^|[.?!] ?|\}\}) ?\{\{\d+\}\} (?=[A-Z][a-z])/g, '$1\n').replace(/([.?!])\{\{\d+\}\}$/, '$1'))
    // A sentence that is added to others begins with a space there.
    .map((one) => one.replace(/^ (?=[A-Z])/, ''))
    .filter((one) => one !== '')
    .map((one) => {
      const numbers: readonly string[] = one.match(/\{\{\d+\}\}/g) ?? []
      return one.replace(/\{\{\d+\}\}/g, (hole) => `{{${numbers.indexOf(hole)}}}`)
    })
}

/** Two words side by side, or a word beside a value: language, where a single word may be an id. */
export const isSentence = (text: string): boolean => /^an? [a-z]{3,}|[A-Za-z]{2,}[,:;]? [A-Za-z({]|\}\}[,:;]? [a-z]{3,}|[A-Za-z]{3,}[,:;]? \{\{/.test(text)
