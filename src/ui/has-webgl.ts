// Whether 3-D views can be drawn; the context that finds out is given back at once, browsers allow few.

export function hasWebGL(): boolean {
  const context = document.createElement('canvas').getContext('webgl')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
