// How a script on PyTorch writes the formula language: every function is called by its own name, and the script defines those
// that it uses. The definitions take numbers as well as tensors, and have the derivatives of the language at corners.
import type { PythonDialect } from '../formula/python.ts'

/** What a script may define, by name. */
const definitions: Readonly<Record<string, readonly string[]>> = {
  num: ['def num(u):', '    return torch.as_tensor(u, dtype=torch.float64)'],
  where: [
    'def where(c, a, b):',
    '    """Of a single number only the taken branch is differentiated."""',
    '    c = num(c) != 0',
    '    if c.dim() == 0:',
    '        return num(a) if c else num(b)',
    '    return torch.where(c, num(a), num(b))',
  ],
  both: ['def both(a, b):', '    return (num(a) != 0) & (num(b) != 0)'],
  either: ['def either(a, b):', '    return (num(a) != 0) | (num(b) != 0)'],
  negated: ['def negated(a):', '    return num(a) == 0'],
  minimum: ['def minimum(a, b):', '    return torch.minimum(num(a), num(b))'],
  maximum: ['def maximum(a, b):', '    return torch.maximum(num(a), num(b))'],
  clamp: ['def clamp(u, low, high):', '    return minimum(maximum(u, low), high)'],
  sqrt: [
    'def sqrt(u):',
    '    """With slope 0 at 0."""',
    '    u = num(u)',
    '    return torch.where(u > 0, torch.sqrt(torch.where(u > 0, u, torch.ones_like(u))), torch.sqrt(u.detach()))',
  ],
  mod: ['def mod(a, b):', '    return num(a) - b*torch.floor(num(a)/b)'],
  norm: ['def norm(u):', '    return torch.sqrt((num(u)*num(u)).sum())'],
  total: ['def total(u):', '    return num(u).sum()'],
  mean: ['def mean(u):', '    return num(u).mean()'],
  row_mean: ['def row_mean(u):', '    """A point of the plane is a vector: its rows are its numbers."""', '    return u'],
  col_mean: ['def col_mean(u):', '    return u'],
}

/** One torch function of one number each. */
const plain = ['sign', 'exp', 'log', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'tanh', 'atan', 'floor', 'ceil', 'sigmoid', 'erf']

/** What the problem gives, as the script's stages are handed it. */
const problem = ['grad', 'hdiag', 'hsolve', 'hsolve_abs']

const ownName = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]))

export const torchDialect: PythonDialect = {
  taken: new Set(['torch', 'math', 'json', 'sys', 'num', 'where', 'both', 'either', 'negated', 'minimum', 'maximum', 'at', 'step']),
  constants: { e: 'math.e', pi: 'math.pi', tau: '(2*math.pi)' },
  functions: {
    ...ownName([...plain, ...problem, 'abs', 'sqrt', 'mod', 'clamp', 'norm', 'mean', 'total', 'row_mean', 'col_mean', 'orthogonalize']),
    ln: 'log',
    sum: 'total',
  },
  where: 'where',
  and: 'both',
  or: 'either',
  not: 'negated',
  minimum: 'minimum',
  maximum: 'maximum',
}

/** The definitions that a script's text needs, those that they need among them; each followed by two empty lines. */
export function helpersFor(script: string): string[] {
  const all: Record<string, readonly string[]> = { ...Object.fromEntries(plain.map((name) => [name, [`def ${name}(u):`, `    return torch.${name}(num(u))`]])), ...definitions }
  const needed = new Set<string>()
  const look = (text: string): void => {
    for (const [name, lines] of Object.entries(all)) {
      if (needed.has(name) || !new RegExp(`(?<![\\w.])${name}\\(`).test(text)) continue
      needed.add(name)
      look(lines.slice(1).join('\n'))
    }
  }
  look(script)
  return Object.entries(all).flatMap(([name, lines]) => (needed.has(name) ? [...lines, '', ''] : []))
}
