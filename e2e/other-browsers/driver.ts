/** What the spec of the other browsers asks of one, whatever it is driven by. */

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
