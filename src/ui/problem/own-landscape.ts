// A built-in landscape as a formula to edit: its constants become its first lines, so that the same numbers come out.
import type { Landscape } from '../../catalog/types.ts'
import type { OwnLandscape } from '../../scenario/types.ts'

export function ownFrom(landscape: Landscape, constants: Readonly<Record<string, number>>): OwnLandscape {
  const lines = landscape.constants.map(({ name, default: value }) => `${name} = ${constants[name] ?? value}`)
  return { formula: [...lines, landscape.formula].join('\n'), domain: landscape.domain }
}
