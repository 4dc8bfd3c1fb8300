// How a script on PyTorch writes the formula language: every function is called by its own name, and the script defines those
// that it uses. The definitions take numbers as well as tensors, and have the derivatives of the language at corners.
import type { PythonDialect } from '../formula/python.ts'

/** Lines by the name that they define. */
type Definitions = Readonly<Record<string, readonly string[]>>

/** What any script may define. */
const definitions: Definitions = {
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
  mean: ['def mean(u):', '    return num(u).mean()'],
}

/** What differs where there is but one tensor, and that a vector. */
export const planeHelpers: Definitions = {
  total: ['def total(u):', '    return num(u).sum()'],
  row_mean: ['def row_mean(u):', '    """A point of the plane is a vector: its rows are its numbers."""', '    return u'],
  col_mean: ['def col_mean(u):', '    return u'],
}

/** And where there are the kernels and biases of a network, which PyTorch writes [outputs, inputs, …]. */
export const tensorHelpers: Definitions = {
  num: ['def num(u):', '    return torch.as_tensor(u, dtype=torch.float64, device=DEVICE)'],
  summed: ['def summed(u):', '    return num(u).sum()'],
  total: [
    'def total(u):',
    '    """Over all tensors: the step of one waits until that of each has asked."""',
    '    return Ask(num(u).sum(), lambda parts: [sum(parts)]*len(parts))',
  ],
  row_mean: ['def row_mean(u):', '    """Over the outputs of a kernel."""', '    return u.mean(0, keepdim=True).expand_as(u) if num(u).dim() > 1 else u'],
  col_mean: [
    'def col_mean(u):',
    '    """Over the inputs of a kernel."""',
    '    return u.mean(tuple(range(1, u.dim())), keepdim=True).expand_as(u) if num(u).dim() > 1 else u',
  ],
  orthogonalize: [
    'def orthogonalize(m, steps=5, eps=1e-7):',
    '    """Newton-Schulz (Jordan et al. 2024), of kernels alone."""',
    '    if m.dim() < 2:',
    '        return torch.zeros_like(m)',
    '    x = m.flatten(1)',
    '    turned = x.shape[0] > x.shape[1]',
    '    x = x.T if turned else x',
    '    x = x/maximum(norm(x), eps)',
    '    for _ in range(int(steps)):',
    '        a = x @ x.T',
    '        x = 3.4445*x + (-4.775*a + 2.0315*(a @ a)) @ x',
    '    return (x.T if turned else x).reshape_as(m)',
  ],
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

/** On the tensors of a network, a sum is over one of them; what needs all of them, or the loss at another point, is waited for. */
export const tensorDialect: PythonDialect = {
  ...torchDialect,
  taken: new Set([...torchDialect.taken, 'summed']),
  functions: { ...torchDialect.functions, sum: 'summed', total: 'await total', grad: 'await grad' },
}

/** The definitions that a script's text needs, those that they need among them; each followed by two empty lines. */
export function helpersFor(script: string, own: Definitions): string[] {
  const all: Definitions = { ...Object.fromEntries(plain.map((name) => [name, [`def ${name}(u):`, `    return torch.${name}(num(u))`]])), ...definitions, ...own }
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
