// A network and its loss in Python: layers as nn.Module, those of PyTorch where the definition is the same, else written out
// from the formula. PyTorch keeps pictures as [channels, height, width] and kernels as [outputs, inputs, …]; ours are
// [height, width, channels] and [inputs, outputs], so pictures are turned before they become rows again.
import { activations } from '../catalog/activations/registry.ts'
import { modelById } from '../catalog/models/registry.ts'
import type { Layer, Network } from '../catalog/network-types.ts'
import { functionToPython, pythonName } from '../formula/python.ts'
import type { LossText } from '../scenario/network/plan-types.ts'
import type { LossChoice } from '../scenario/network/types.ts'
import { tensorDialect } from './torch-dialect.ts'

/** By id of the activation: those whose values and slopes are the same everywhere, corners included. */
const activationModules: Readonly<Record<string, string>> = {
  identity: 'nn.Identity()', relu: 'nn.ReLU()', leaky_relu: 'nn.LeakyReLU(0.01)', tanh: 'nn.Tanh()', sigmoid: 'nn.Sigmoid()', elu: 'nn.ELU()', selu: 'nn.SELU()',
  gelu: 'nn.GELU()', silu: 'nn.SiLU()', softsign: 'nn.Softsign()',
}

/** By id of the loss: a call that sums it over all rows. */
const lossCalls: Readonly<Record<string, (params: Readonly<Record<string, number>>) => string>> = {
  mse: () => 'mse_loss(out, y, reduction="sum")',
  mae: () => 'l1_loss(out, y, reduction="sum")',
  huber: ({ delta }) => `huber_loss(out, y, reduction="sum", delta=${delta})`,
  bce_logits: () => 'binary_cross_entropy_with_logits(out, y, reduction="sum")',
  cce_logits: ({ label_smoothing: smoothing }) => `cross_entropy(out, y, reduction="sum"${smoothing === 0 ? '' : `, label_smoothing=${smoothing}`})`,
}

const activationOf = (formula: string): string => activationModules[activations.find((a) => a.formula === formula)?.id ?? ''] ?? 'Activation()'

/** The modules of a network, in order, as the arguments of nn.Sequential. */
function moduleLines({ layers }: Network): string[] {
  const lines: string[] = []
  let picture = false
  let drops = 0
  for (const layer of layers) {
    if (layer.kind === 'conv' && !picture) lines.push(`nn.Unflatten(1, (${layer.channels}, ${layer.height}, ${layer.width}))`)
    if (layer.kind === 'dense' && picture) lines.push('Rows()')
    if (layer.kind === 'conv' || layer.kind === 'dense') picture = layer.kind === 'conv'
    lines.push(moduleOf(layer, drops))
    if (layer.kind === 'dropout') drops += 1
  }
  return lines
}

function moduleOf(layer: Layer, drops: number): string {
  switch (layer.kind) {
    case 'dense':
      return `nn.Linear(${layer.inputs}, ${layer.outputs}${layer.bias === null ? ', bias=False' : ''})`
    case 'conv':
      return `nn.Conv2d(${layer.channels}, ${layer.filters}, ${layer.size}, padding=${(layer.size - 1) / 2}${layer.bias === null ? ', bias=False' : ''})`
    case 'pool':
      return 'nn.MaxPool2d(2)'
    case 'activation':
      return activationOf(layer.formula)
    case 'dropout':
      return `Dropout(${layer.rate}, ${drops})`
  }
}

/** A function that makes the network anew. */
export function modelFunction(name: string, id: string, network: Network): string[] {
  const modules = moduleLines(network)
  const head = [`def ${name}():`, `    """${modelById.get(id)?.name ?? id}, ${network.params} parameters."""`]
  if (modules.length === 1) return [...head, `    return nn.Sequential(${modules[0]})`, '', '']
  return [...head, '    return nn.Sequential(', ...modules.map((line) => `        ${line},`), '    )', '', '']
}

/** The modules of our own that a model's lines speak of. */
export function ownModules(lines: readonly string[], activation: string): string[] {
  const text = lines.join('\n')
  return [
    ...(text.includes('Activation()') ? activationModule(activation) : []),
    ...(text.includes('Rows()') ? rowsModule : []),
    ...(text.includes('Dropout(') ? dropoutModule : []),
  ]
}

function activationModule(formula: string): string[] {
  const body = functionToPython(formula, new Set(['z']), tensorDialect)
  return ['class Activation(nn.Module):', '    def forward(self, z):', ...body.map((line) => `        ${line}`), '', '']
}

const rowsModule: readonly string[] = [
  'class Rows(nn.Module):',
  '    """Pictures as rows of numbers, the channels of a pixel side by side."""',
  '',
  '    def forward(self, x):',
  '        return x.permute(0, 2, 3, 1).flatten(1)',
  '',
  '',
]

const dropoutModule: readonly string[] = [
  'class Dropout(nn.Module):',
  '    """What it drops is drawn by update, place in the batch and unit; without a draw it lets everything through."""',
  '',
  '    def __init__(self, rate, number):',
  '        super().__init__()',
  '        self.rate, self.number, self.drawn = rate, number, None',
  '',
  '    def forward(self, x):',
  '        if self.drawn is None:',
  '            return x',
  '        step, places = self.drawn',
  '        units = torch.arange(x[0].numel(), device=DEVICE)',
  '        draws = uniform(hashed(SEED, DROPOUT, self.number, step, places[:, None]*len(units) + units))',
  '        factors = torch.where(draws < self.rate, num(0.0), num(1/(1 - self.rate)))',
  '        if x.dim() == 4:',
  '            factors = factors.view(len(x), x.shape[2], x.shape[3], x.shape[1]).permute(0, 3, 1, 2)',
  '        return x*factors',
  '',
  '',
]

/** `def loss_sum(out, y)`: over all rows and outputs. @throws FormulaError */
export function lossFunction({ id, formula }: LossChoice, loss: LossText, name: string): string[] {
  const listed = formula === undefined && id !== undefined && Object.hasOwn(lossCalls, id) ? lossCalls[id] : undefined
  const head = ['def loss_sum(out, y):', `    """${name}, summed over the rows."""`]
  if (listed) return [...head, `    return nn.functional.${listed(loss.params)}`, '', '']
  const params = Object.keys(loss.params)
  const given = new Set([...params, 'y', 'p', 'z', 'l', 'classes'])
  const python = (own: string): string => pythonName(own, tensorDialect)
  const written = functionToPython(loss.formula, given, tensorDialect)
  const lines = written.map((line, i) => (i === written.length - 1 ? line.replace(/^return (.*)$/, 'return summed($1)') : line))
  const body = [...(loss.kind === 'classwise' ? ['l = torch.log_softmax(out, 1)'] : ['p = z = out']), ...params.map((own) => `${python(own)} = num(${loss.params[own]})`), ...lines]
  const classes = /\bclasses\b/.test(written.join('\n')) ? ['    classes = num(OUTPUTS)'] : []
  return [...head, ...classes, ...body.map((line) => `    ${line}`), '', '']
}
