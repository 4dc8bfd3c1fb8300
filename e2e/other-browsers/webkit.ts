/** WebKitGTK's small browser, over its own WebDriver, on a screen in memory where there is no other. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { programOf } from '../../scripts/browser.mjs'
import type { Driver, Offer } from './driver.ts'

const driver = programOf(['WebKitWebDriver'])
const memoryScreen = programOf(['Xvfb'])
const givenScreen = process.env['DISPLAY']
/** Milliseconds for one answer. */
const patience = 60_000

type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

async function start(command: string): Promise<Driver> {
  const children: ChildProcess[] = []
  const end = (): void => children.forEach((child) => void child.kill())
  try {
    const screen = givenScreen ?? (await openScreen(children))
    const port = await freePort()
    children.push(spawn(command, [`--port=${port}`], { env: { ...process.env, DISPLAY: screen }, stdio: 'ignore' }))
    const call = callsTo(`http://127.0.0.1:${port}`)
    await answering(call)
    const session = await call('POST', '/session', { capabilities: { alwaysMatch: {} } })
    const { sessionId, capabilities } = session as { sessionId: string; capabilities: { browserName: string; browserVersion: string } }
    const path = `/session/${sessionId}`
    await call('POST', `${path}/timeouts`, { script: patience })
    return {
      version: `${capabilities.browserName} ${capabilities.browserVersion}`,
      open: async (url) => void (await call('POST', `${path}/url`, { url })),
      run: (body) => runScript(call, path, body),
      async close() {
        await call('DELETE', path)
        end()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

/** One call of the W3C WebDriver protocol. @throws what the driver says */
function callsTo(address: string): Call {
  return async (method, path, body) => {
    const answer = await fetch(address + path, { method, signal: AbortSignal.timeout(patience), ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const { value } = (await answer.json()) as { value: unknown }
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
}

async function runScript(call: Call, path: string, body: string): Promise<unknown> {
  const script = `const done = arguments[arguments.length - 1];
    (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }))`
  const answer = (await call('POST', `${path}/execute/async`, { script, args: [] })) as { value?: unknown; error?: string }
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.value
}

/** The screen picks a number that is free and writes it to its third stream. */
async function openScreen(children: ChildProcess[]): Promise<string> {
  if (memoryScreen === undefined) throw new Error('expected a screen or Xvfb')
  const child = spawn(memoryScreen, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  children.push(child)
  // The pipe stays open: Xvfb would die of a closed one.
  const [said] = (await once(child.stdio[3] as Readable, 'data', { signal: AbortSignal.timeout(patience) })) as [Buffer]
  return `:${said.toString().trim()}`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => void server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return address.port
}

async function answering(call: Call): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await call('GET', '/status'))
    } catch (error) {
      if (tries === 100) throw error
      await wait(100)
    }
  }
}

const startable = driver !== undefined && (memoryScreen !== undefined || givenScreen !== undefined)

export const webkit: Offer = { name: 'WebKit', needs: 'webkit2gtk-driver, and xvfb where there is no screen', start: startable ? () => start(driver) : null }
