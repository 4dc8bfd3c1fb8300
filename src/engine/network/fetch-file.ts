// The one place that fetches: files that ship with the page, as bytes, with progress.

/** The bytes of a file under public/ as they arrive; `onBytes` is told how many have come so far. */
export type FetchFile = (path: string, onBytes: (received: number) => void, signal: AbortSignal | undefined) => Promise<Uint8Array<ArrayBuffer>>

/** Paths are relative to `base`, the address of the page's folder. */
export const fetchFrom =
  (base: string): FetchFile =>
  async (path, onBytes, signal) => {
    const response = await fetch(new URL(path, base), signal ? { signal } : {})
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`)
    // Some servers answer with their start page where there is no file.
    if (response.headers.get('content-type')?.startsWith('text/html')) throw new Error('the server sent a web page instead')
    const reader = response.body.getReader()
    const parts: Uint8Array[] = []
    let received = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      received += part.value.length
      onBytes(received)
    }
    const bytes = new Uint8Array(received)
    let offset = 0
    for (const part of parts) {
      bytes.set(part, offset)
      offset += part.length
    }
    return bytes
  }

/** Undoes gzip where the bytes are gzip: a server that sends `Content-Encoding: gzip` has had it undone on the way. */
export async function gunzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(plain).arrayBuffer())
}
