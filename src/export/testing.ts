// Exported scripts, run: finding a Python, running many scripts in one process, and how far apart two curves are.
import { execFileSync } from 'node:child_process'
import { findPython, findTorch } from '../../scripts/torch.mjs'

/** A Python that has torch, or undefined. */
export const withTorch = findTorch()
export const anyPython = withTorch ?? findPython()

/** All scripts in one process, since torch is slow to load: one line of JSON each. */
const runner = 'import runpy, sys\npaths = sys.argv[1:]\nfor path in paths:\n    sys.argv = [path, "--json", "--cpu"]\n    runpy.run_path(path, run_name="__main__")\n'

const answers = (output: Buffer): unknown[] => output.toString().trim().split('\n').map((line): unknown => JSON.parse(line))

/** What each script prints with --json. */
export function runScripts(paths: readonly string[]): unknown[] {
  return answers(execFileSync(withTorch ?? '', ['-c', runner, ...paths], { maxBuffer: 2 ** 28 }))
}

/** What a script prints when `count` processes of torchrun share its batches. */
export function runShared(path: string, count: number): unknown {
  // Debian's torch 1.13 on Python 3.11 starts nothing unless it is told where errors go.
  const args = ['-m', 'torch.distributed.run', '--standalone', '--redirects=2', '--tee=2', `--nproc_per_node=${count}`, path, '--json', '--cpu']
  return answers(execFileSync(withTorch ?? '', args, { maxBuffer: 2 ** 28, stdio: 'pipe', env: { ...process.env, OMP_NUM_THREADS: '1' } }))[0]
}

/** The largest difference, relative to the larger of the loss and 1e-6 of the run's largest; a run of another length is infinitely far. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length === 0) return Infinity
  const floor = 1e-6 * Math.max(...a.map(Math.abs))
  return Math.max(...a.map((v, i) => Math.abs(v - (b[i] ?? NaN)) / Math.max(Math.abs(v), floor)))
}
