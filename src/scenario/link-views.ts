// The views of a link: `view=sweep&sweep=lr:0.0001:1:log,momentum:0:1:linear,final,64&basins=0:128&seeds=32`.
import { clip, escapeText, LinkError, numberText, readNumber, unescapeText } from './link-text.ts'
import type { LandscapeScenario, SweepAxis } from './types.ts'

export function encodeViews({ view, sweep, basins, seeds }: LandscapeScenario): string[] {
  return [
    ...(view ? [`view=${view}`] : []),
    ...(sweep ? [`sweep=${[axisText(sweep.x), axisText(sweep.y), sweep.colour, sweep.size].join(',')}`] : []),
    ...(basins ? [`basins=${basins.run}:${basins.size}`] : []),
    ...(seeds ? [`seeds=${seeds.count}`] : []),
  ]
}

const axisText = ({ param, min, max, scale }: SweepAxis): string => [escapeText(param), numberText(min), numberText(max), scale].join(':')

/** @throws LinkError */
export function readSweep(text: string): unknown {
  const [x, y, colour, size, ...more] = text.split(',')
  if (x === undefined || y === undefined || more.length > 0) throw new LinkError(`the link's sweep "${clip(text)}" cannot be read`)
  return {
    x: readAxis(x),
    y: readAxis(y),
    ...(colour === undefined ? {} : { colour: unescapeText(colour) }),
    ...(size === undefined ? {} : { size: readNumber(size) }),
  }
}

function readAxis(text: string): unknown {
  const [param = '', min = '', max = '', scale] = text.split(':')
  return { param: unescapeText(param), min: readNumber(min), max: readNumber(max), ...(scale === undefined ? {} : { scale: unescapeText(scale) }) }
}

export function readBasins(text: string): unknown {
  const [run = '', size] = text.split(':')
  return { run: readNumber(run), ...(size === undefined ? {} : { size: readNumber(size) }) }
}

export const readSeeds = (text: string): unknown => ({ count: readNumber(text) })
