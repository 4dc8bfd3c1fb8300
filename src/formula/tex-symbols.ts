// Names of the formula language -> the papers' letters: beta1 -> \beta_1, lr -> \eta, m_hat -> \hat{m}.

const greek: ReadonlySet<string> = new Set([
  'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'kappa', 'lambda', 'mu', 'nu', 'xi', 'pi', 'rho', 'sigma', 'tau', 'phi', 'psi', 'omega',
])
/** Words that the papers write as one letter. */
const letters: Readonly<Record<string, string>> = { lr: '\\eta', eps: '\\varepsilon', weight_decay: '\\lambda', loss: 'f', previous: '\\theta_{\\mathrm{prev}}' }
const accents: Readonly<Record<string, string>> = { hat: '\\hat', bar: '\\bar', tilde: '\\tilde' }
const marks: Readonly<Record<string, string>> = { max: '\\max', min: '\\min', plus: '+', minus: '-', inf: '\\infty' }

export function symbolToTex(name: string): string {
  if (Object.hasOwn(letters, name)) return letter(name)
  const [head = '', ...tails] = name.split('_').filter((part) => part !== '')
  const closed = /^([A-Za-z])(hat|bar|tilde|max|min)$/.exec(head)
  if (closed) return decorate(letter(closed[1] ?? ''), [closed[2] ?? '', ...tails])
  const numbered = /^([A-Za-z]+)(\d+)$/.exec(head)
  if (numbered) return decorate(letter(numbered[1] ?? ''), [numbered[2] ?? '', ...tails])
  return isWord(head) ? words(head, tails) : decorate(letter(head), tails)
}

/** `growth_rate` is two words, `step_max` a word with a mark. */
function words(head: string, tails: readonly string[]): string {
  const count = tails.findIndex((t) => !isWord(t))
  const more = count < 0 ? tails : tails.slice(0, count)
  return decorate(`\\mathrm{${[head, ...more].join('\\ ')}}`, tails.slice(more.length))
}

/** The letters for one text: a word keeps its own name where its usual letter is taken, as `lr` beside `eta`. */
export function symbolsOf(names: Iterable<string>): (name: string) => string {
  const taken = new Set([...names].filter((n) => !Object.hasOwn(letters, n)).map(symbolToTex))
  return (name) => (Object.hasOwn(letters, name) && taken.has(letter(name)) ? `\\mathrm{${name.replaceAll('_', '\\ ')}}` : symbolToTex(name))
}

function decorate(stem: string, tails: readonly string[]): string {
  const accent = tails.map((t) => (Object.hasOwn(accents, t) ? accents[t] : undefined)).find((a) => a !== undefined)
  const base = accent ? `${accent}{${stem}}` : stem
  const below = tails.filter((t) => !Object.hasOwn(accents, t)).map((t) => (Object.hasOwn(marks, t) ? (marks[t] ?? t) : /^\d+$/.test(t) ? t : letter(t)))
  return below.length === 0 ? base : `${base}_{${below.join(',')}}`
}

function isWord(part: string): boolean {
  return part.length > 1 && !/^\d+$/.test(part) && !greek.has(part) && !Object.hasOwn(letters, part) && !Object.hasOwn(accents, part) && !Object.hasOwn(marks, part)
}

function letter(stem: string): string {
  if (greek.has(stem)) return `\\${stem}`
  const known = Object.hasOwn(letters, stem) ? letters[stem] : undefined
  if (known) return known
  return stem.length <= 1 ? stem : `\\mathrm{${stem}}`
}
