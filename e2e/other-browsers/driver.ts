/** What the spec of the other browsers asks of one, whatever it is driven by. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Driver {
  /** As the browser itself says it. */
  readonly version: string
  open(address: string): Promise<void>
  /** Runs the body of an async function in the page; what it returns crosses as JSON. Rejects with what it throws. */
  run(body: string): Promise<unknown>
  close(): Promise<void>
}

export interface Offer {
  readonly name: string
  /** What has to be installed for it. */
  readonly needs: string
  /** Null where something of it is missing. */
  readonly start: (() => Promise<Driver>) | null
}

/** A program by its name, as a shell finds it, or by one of its usual places. */
export function programOf(names: readonly string[], places: readonly string[] = []): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const paths = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places]
  return paths.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
