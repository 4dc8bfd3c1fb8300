// Numbers within a text file: compressed (zlib) and in base64. Little-endian, as every machine that runs a browser is.

/** The arrays one after the other; lines of 120 letters. */
export async function packed(arrays: readonly (Float64Array | Float32Array)[]): Promise<string[]> {
  const parts = arrays.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength)))
  const stream = new Blob(parts).stream().pipeThrough(new CompressionStream('deflate'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const lines: string[] = []
  // Each line of 120 letters stands for 90 bytes.
  for (let from = 0; from < bytes.length; from += 90) lines.push(btoa(String.fromCharCode(...bytes.subarray(from, from + 90))))
  return lines
}
