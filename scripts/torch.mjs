/** The one place that knows which Python runs the exported scripts: they need PyTorch. */
import { spawnSync } from 'node:child_process'
import { installPackage } from './apt.mjs'

/** Debian's package belongs to the first, whatever comes first on the path. */
const pythons = ['/usr/bin/python3', 'python3']

/** @param {string} python @param {string[]} words */
const succeeds = (python, ...words) => spawnSync(python, words, { stdio: 'ignore' }).status === 0

/** A Python that has torch, or undefined. */
export const findTorch = () => pythons.find((python) => succeeds(python, '-c', 'import torch'))

/** Any Python, or undefined. */
export const findPython = () => pythons.find((python) => succeeds(python, '--version'))

/** As `findTorch`, after an attempt to install it from Debian's packages. */
export function ensureTorch() {
  const now = findTorch()
  if (now !== undefined) return now
  console.log('no Python with PyTorch found; asking apt-get')
  installPackage('python3-torch')
  return findTorch()
}
