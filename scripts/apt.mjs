/** Debian's packages, where this account may install them. */
import { spawnSync } from 'node:child_process'

const minutes = 10

/** Says on the terminal what it does and whatever goes wrong; whether it helped is for the caller to see. @param {string} name */
export function installPackage(name) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  /** @param {string[]} words */
  const apt = (...words) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-o', 'Acquire::http::Timeout=20', ...words]
    return spawnSync(command, rest, { stdio: 'inherit', timeout: minutes * 60_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  apt('update')
  apt('install', '-y', '--no-install-recommends', name)
}
