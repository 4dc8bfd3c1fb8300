// Which rules torch.optim has with the same definition, and how it names their parameters. All others are written out. The
// conventions were compared in golden/OPTIMIZERS.md, section 9.

export interface TorchOptimizer {
  /** As in `torch.optim.Adam`. */
  readonly name: string
  /** Keyword and value, as Python. */
  readonly settings: readonly (readonly [string, string])[]
}

/** A run's numbers by name, and whether its rate stays what it is. */
export interface TorchCase {
  readonly numbers: Readonly<Record<string, number>>
  readonly constantRate: boolean
}

type Choice = (run: TorchCase) => TorchOptimizer | null

/** One entry per rule; null for settings at which torch's definition is another or which it refuses. NAdam is not here: until 2.0 torch used one momentum twice. */
const choices: Readonly<Record<string, Choice>> = {
  sgd: made('SGD', 'lr', 'weight_decay'),
  momentum: ({ numbers }) => {
    // Without momentum torch keeps no velocity, and so leaves dampening out.
    const same = at(numbers, 'momentum') > 0 || at(numbers, 'dampening') === 0
    return same ? made('SGD', 'lr', 'momentum', 'dampening', 'weight_decay')({ numbers, constantRate: true }) : null
  },
  nesterov: ({ numbers }) => {
    const same = at(numbers, 'momentum') > 0 && at(numbers, 'dampening') === 0
    return same ? plus(made('SGD', 'lr', 'momentum', 'weight_decay')({ numbers, constantRate: true }), ['nesterov', 'True']) : null
  },
  adam: made('Adam', 'lr', 'betas', 'eps', 'weight_decay'),
  amsgrad: (run) => plus(made('Adam', 'lr', 'betas', 'eps', 'weight_decay')(run), ['amsgrad', 'True']),
  adamw: made('AdamW', 'lr', 'betas', 'eps', 'weight_decay'),
  adamax: made('Adamax', 'lr', 'betas', 'eps', 'weight_decay'),
  // The fast path of torch 1.13 forgot eps.
  radam: (run) => plus(made('RAdam', 'lr', 'betas', 'eps', 'weight_decay')(run), ['foreach', 'False']),
  adagrad: ({ numbers }) => {
    const start = String(at(numbers, 'initial_accumulator'))
    return plus(made('Adagrad', 'lr', 'lr_decay', 'weight_decay', 'eps')({ numbers, constantRate: true }), ['initial_accumulator_value', start])
  },
  adadelta: made('Adadelta', 'lr', 'rho', 'eps', 'weight_decay'),
  rmsprop: (run) => plus(made('RMSprop', 'lr', 'alpha', 'eps', 'momentum', 'weight_decay')(run), ['centered', at(run.numbers, 'centered') === 1 ? 'True' : 'False']),
  rprop: ({ numbers, constantRate }) => {
    // The rate is the first step alone; torch takes it from the schedule, and asks for a factor above 1.
    if (!constantRate || at(numbers, 'eta_plus') <= 1) return null
    const pair = (a: string, b: string): string => `(${at(numbers, a)}, ${at(numbers, b)})`
    return { name: 'Rprop', settings: [['lr', String(at(numbers, 'lr'))], ['etas', pair('eta_minus', 'eta_plus')], ['step_sizes', pair('step_min', 'step_max')]] }
  },
  // torch prepares the next step's rate from the rate of this one.
  asgd: (run) => (run.constantRate ? made('ASGD', 'lr', 'lambd', 'alpha', 't0', 'weight_decay')(run) : null),
}

export function torchOptimizer(id: string, run: TorchCase): TorchOptimizer | null {
  return Object.hasOwn(choices, id) ? (choices[id]?.(run) ?? null) : null
}

/** Keywords that are called as ours are; `betas` is beta1 and beta2. */
function made(name: string, ...keywords: readonly string[]): (run: TorchCase) => TorchOptimizer {
  return ({ numbers }) => {
    const value = (keyword: string): string => (keyword === 'betas' ? `(${at(numbers, 'beta1')}, ${at(numbers, 'beta2')})` : String(at(numbers, keyword)))
    return { name, settings: keywords.map((keyword) => [keyword, value(keyword)]) }
  }
}

function plus(optimizer: TorchOptimizer, ...settings: readonly (readonly [string, string])[]): TorchOptimizer {
  return { ...optimizer, settings: [...optimizer.settings, ...settings] }
}

function at(numbers: Readonly<Record<string, number>>, name: string): number {
  const value = numbers[name]
  if (value === undefined) throw new Error(`${name}: expected a number of the rule`)
  return value
}
