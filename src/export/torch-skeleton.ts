// The parts of a race's script that do not depend on its scenario.

export const imports: readonly string[] = ['import json', 'import math', 'import sys', '', 'import torch', '', 'torch.set_default_dtype(torch.float64)']

export const gradient: readonly string[] = [
  'def gradient(theta):',
  '    point = theta.detach().clone().requires_grad_(True)',
  '    value = f(point)',
  '    if not (torch.is_tensor(value) and value.requires_grad):',
  '        return torch.zeros(2)',
  '    return torch.autograd.grad(value, point)[0]',
]

/** What a step may ask of the problem. `noisy` says how a draw changes a gradient. */
export function problemClass(noisy: readonly string[], uses: (name: string) => boolean): string[] {
  const lines = [
    'class Problem:',
    '    """The problem in one update: gradients with this update\'s noise, through whatever changes them."""',
    '',
    '    def __init__(self, theta, t, lr, seed, on_gradient):',
    '        self.theta, self.t, self.lr, self.seed, self.on_gradient = theta, t, lr, seed, on_gradient',
    '',
    '    def grad(self, point):',
    '        g = gradient(point)',
    ...noisy.map((line) => `        ${line}`),
    '        for change in self.on_gradient:',
    '            g = change(g, point, num(self.t), self.lr)',
    '        return g',
  ]
  if (uses('loss')) lines.push('', '    def loss(self, point):', '        return float(f(point))')
  const needsHessian = ['hdiag', 'hsolve', 'hsolve_abs'].some(uses)
  if (needsHessian) lines.push('', '    def hessian(self):', '        return torch.autograd.functional.hessian(f, self.theta)')
  if (uses('hdiag')) lines.push('', '    def hdiag(self):', '        return torch.diagonal(self.hessian())')
  if (uses('hsolve')) lines.push(...solve)
  if (uses('hsolve_abs')) lines.push(...solveAbsolute)
  return lines
}

const solve = [
  '',
  '    def hsolve(self, v, damping):',
  '        """(H + damping I)^-1 v, or v where that is singular."""',
  '        (a, b), (_, c) = self.hessian() + damping*torch.eye(2)',
  '        det = a*c - b*b',
  '        if abs(det) < 1e-12:',
  '            return v',
  '        return torch.stack([c*v[0] - b*v[1], a*v[1] - b*v[0]])/det',
]

const solveAbsolute = [
  '',
  '    def hsolve_abs(self, v, damping):',
  '        """The same with the size of each eigenvalue in its place."""',
  '        (a, b), (_, c) = self.hessian()',
  '        m, d = (a + c)/2, (a - c)/2',
  '        r = torch.sqrt(d*d + b*b)',
  '        f1, f2 = 1/(abs(m + r) + damping), 1/(abs(m - r) + damping)',
  '        even, odd = (f1 + f2)/2, (f1 - f2)/2/r if r > 0 else 0.0',
  '        return torch.stack([even*v[0] + odd*(d*v[0] + b*v[1]), even*v[1] + odd*(b*v[0] - d*v[1])])',
]

export const fromTorch: readonly string[] = [
  'def from_torch(optimizer, theta, **settings):',
  '    parameter = theta.clone().requires_grad_(True)',
  '    made = optimizer([parameter], **settings)',
  '',
  '    def step(theta, g, t, lr, at):',
  '        with torch.no_grad():',
  '            parameter.copy_(theta)',
  '        parameter.grad = g.clone()',
  '        for group in made.param_groups:',
  '            group["lr"] = float(lr)',
  '        made.step()',
  '        return parameter.detach().clone()',
  '',
  '    return step',
]

export const rollout: readonly string[] = [
  'def rollout(theta, rule, *, seed, lr=1.0, rates=(), on_gradient=(), on_update=(), on_report=()):',
  '    """Losses and the last point; entry 0 is the start. Ends where a number leaves those of float32."""',
  '    shown, losses, last = theta, [], theta',
  '    for step in range(1, STEPS + 2):',
  '        value = float(f(shown))',
  '        if not all(abs(v) <= 3.4028234e38 for v in (value, *shown.tolist())):',
  '            break',
  '        losses.append(value)',
  '        last = shown',
  '        if step > STEPS:',
  '            break',
  '        t, rate = num(step), num(lr)',
  '        for change in rates:',
  '            rate = change(t, rate, num(f(theta)))',
  '        at = Problem(theta, step, rate, seed, on_gradient)',
  '        g = at.grad(theta)',
  '        previous, theta = theta, rule(theta, g, t, rate, at)',
  '        for change in on_update:',
  '            theta = change(previous, theta, g, t, rate)',
  '        shown = theta',
  '        for change in on_report:',
  '            shown = change(previous, theta, g, t, rate)',
  '    return losses, last.tolist()',
]

export const main: readonly string[] = [
  'def main():',
  '    runs = []',
  '    for name, make in RUNS:',
  '        losses, theta = make()',
  '        runs.append({"name": name, "loss": losses, "theta": theta})',
  '    if "--json" in sys.argv[1:]:',
  '        print(json.dumps({"steps": STEPS, "runs": runs}))',
  '        return',
  '    for run in runs:',
  '        x, y = run["theta"]',
  '        print(f"{run[\'name\']}: loss {run[\'loss\'][-1]:.10g} after {len(run[\'loss\']) - 1} updates, at ({x:.8g}, {y:.8g})")',
  '',
  '',
  'if __name__ == "__main__":',
  '    main()',
  '',
]

/** The draws: a hash of seed, use, step and place, so that they are the same in every language. */
export const draws: readonly string[] = [
  'def pcg(value):',
  '    """PCG-RXS-M-XS 32/32 as a hash (O\'Neill 2014; Jarzynski & Olano 2020)."""',
  '    state = (value*747796405 + 2891336453) & 0xFFFFFFFF',
  '    word = ((state >> ((state >> 28) + 4)) ^ state)*277803737 & 0xFFFFFFFF',
  '    return (word >> 22) ^ word',
  '',
  '',
  'def uniform(seed, step, place):',
  '    key = pcg(seed & 0xFFFFFFFF)',
  '    for part in (NOISE_STREAM, 0, step, place):',
  '        key = pcg(key ^ part)',
  '    return ((key >> 9) + 0.5)*2.0**-23',
]

export const gaussianDraw: readonly string[] = [
  'def draw(seed, step):',
  '    """Two standard normal numbers (Box & Muller 1958)."""',
  '    u = [uniform(seed, step, place) for place in range(4)]',
  '    return num([math.sqrt(-2*math.log(a))*math.cos(2*math.pi*b) for a, b in (u[:2], u[2:])])',
]

export const heavyTailDraw: readonly string[] = [
  'def draw(seed, step):',
  '    """Two numbers of Student\'s t with 2 degrees of freedom."""',
  '    u = [uniform(seed, step, place) for place in (0, 2)]',
  '    return num([(2*a - 1)/math.sqrt(2*a*(1 - a)) for a in u])',
]
