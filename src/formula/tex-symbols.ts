// Names of the formula language -> the papers' letters: beta1 -> \beta_1, lr -> \eta, m_hat -> \hat{m}.

const greek: ReadonlySet<string> = new Set([
  'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'kappa', 'lambda', 'mu', 'nu', 'xi', 'pi', 'rho', 'sigma', 'tau', 'phi', 'psi', 'omega',
])
/** Words that the papers write as one letter. */
const letters: Readonly<Record<string, string>> = { lr: '\\eta', eps: '\\varepsilon', weight_decay: '\\lambda', loss: 'f', previous: '\\theta_{\\mathrm{prev}}' }
const accents: Readonly<Record<string, string>> = { hat: '\\hat', bar: '\\bar', tilde: '\\tilde' }

export function symbolToTex(name: string): string {
  const known = Object.hasOwn(letters, name) ? letters[name] : undefined
  if (known) return known
  const [head = '', ...tails] = name.split('_').filter((part) => part !== '')
  const closed = /^([A-Za-z])(hat|bar|tilde|max|min)$/.exec(head)
  if (closed) return decorate(closed[1] ?? '', [closed[2] ?? '', ...tails])
  const numbered = /^([A-Za-z]+)(\d+)$/.exec(head)
  return numbered ? decorate(numbered[1] ?? '', [numbered[2] ?? '', ...tails]) : decorate(head, tails)
}

function decorate(stem: string, tails: readonly string[]): string {
  const accent = tails.map((t) => (Object.hasOwn(accents, t) ? accents[t] : undefined)).find((a) => a !== undefined)
  const base = accent ? `${accent}{${letter(stem)}}` : letter(stem)
  const below = tails.filter((t) => !Object.hasOwn(accents, t)).map(subscript)
  return below.length === 0 ? base : `${base}_{${below.join(',')}}`
}

function letter(stem: string): string {
  if (greek.has(stem)) return `\\${stem}`
  if (stem === 'eps') return '\\varepsilon'
  return stem.length <= 1 ? stem : `\\mathrm{${stem}}`
}

function subscript(tail: string): string {
  if (/^\d+$/.test(tail) || tail.length === 1) return tail
  return tail === 'max' || tail === 'min' ? `\\${tail}` : letter(tail)
}
