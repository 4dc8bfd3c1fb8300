/**
 * Serves the built page from dist/: `node scripts/serve.mjs [--base /class/descent/] [--port 4173] [--host]`.
 * A plain static server without fallbacks, so that a file which is missing is missing (404), as on a real host.
 * `--host` opens it to the network, for a class.
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { contentSecurityPolicy } from './policy.mjs'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** The file that an address means, or undefined. @param {string} base @param {string} pathname */
export function fileFor(base, pathname) {
  if (!pathname.startsWith(base)) return undefined
  let inside
  try {
    inside = normalize(decodeURIComponent(pathname.slice(base.length)))
  } catch {
    return undefined
  }
  if (inside.startsWith('..') || inside.includes('\0')) return undefined
  const file = join(dist, inside === '.' ? 'index.html' : inside)
  return existsSync(file) && statSync(file).isFile() ? file : undefined
}

/** What a file is, by its name. @param {string} file */
export const typeOf = (file) => types[extname(file)] ?? 'application/octet-stream'

/** @param {string} base */
function serverFor(base) {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === base.slice(0, -1)) {
      response.writeHead(301, { location: base }).end()
      return
    }
    const file = fileFor(base, pathname)
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
      return
    }
    // A name that carries the hash of its content may be kept for ever; the page itself may not.
    const cache = pathname.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    response.writeHead(200, {
      'content-type': typeOf(file),
      'content-length': statSync(file).size,
      'cache-control': cache,
      // A worker does not stand under the policy in its page's text, only under its own script's.
      ...(extname(file) === '.js' ? { 'content-security-policy': contentSecurityPolicy } : {}),
    })
    if (request.method === 'HEAD') response.end()
    else createReadStream(file).pipe(response)
  })
}

/** @param {number} port @param {string} base */
function networkAddresses(port, base) {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => `http://${entry.address}:${port}${base}`)
}

/** @param {string[]} words the command line */
export function serve(words) {
  const { values } = parseArgs({
    args: words,
    options: { base: { type: 'string', default: '/' }, port: { type: 'string', default: '4173' }, host: { type: 'boolean', default: false } },
  })
  const base = `/${values.base}/`.replace(/\/+/g, '/')
  const wanted = Number(values.port)
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) throw new Error(`--port: expected 0 to 65535, got ${values.port}`)
  const server = serverFor(base)
  const address = values.host ? '0.0.0.0' : '127.0.0.1'
  let tries = 0
  server.on('error', (error) => {
    // Another page may sit on the usual port: take the next, and say which in the address.
    if (!('code' in error) || error.code !== 'EADDRINUSE' || tries >= 20) throw error
    tries += 1
    server.listen(wanted + tries, address)
  })
  server.on('listening', () => {
    const at = server.address()
    const port = typeof at === 'object' && at !== null ? at.port : wanted
    console.log(`Descent is at http://localhost:${port}${base}`)
    if (values.host) for (const other of networkAddresses(port, base)) console.log(`on the network: ${other}`)
  })
  server.listen(wanted, address)
  return server
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) serve(process.argv.slice(2))
