// What helps who is asked for help: one plain text, in English as the reports that it goes into. It holds nothing but what stands here.
import type { SelfTestReport } from '../../store/diagnostics-store.ts'
import type { AppState } from '../../store/types.ts'
import { build } from './build.ts'

export type DeviceReport = AppState['devices'][number]

interface Details {
  readonly error?: Error
  readonly devices?: readonly DeviceReport[]
  readonly reports?: readonly SelfTestReport[]
}

/** Stacks are long, and their end says little. */
const stackLines = 12

export function detailsText({ error, devices = [], reports = [] }: Details): string {
  return [
    `Descent ${build.version}${build.commit === '' ? '' : ` (${build.commit})`}`,
    ...Object.entries(build.packages).map(([name, version]) => `${name} ${version}`),
    ...facts().map(([name, value]) => `${name}: ${value}`),
    ...devices.map(deviceLine),
    ...reports.flatMap((report) => [reportLine(report), ...report.missed.map((line) => `  ${line}`)]),
    ...(error === undefined ? [] : ['', (error.stack ?? String(error)).split('\n').slice(0, stackLines).join('\n')]),
  ].join('\n')
}

/** Of the browser and the page. */
export function facts(): readonly (readonly [string, string])[] {
  const { userAgent, language, hardwareConcurrency } = navigator
  return [
    ['browser', userAgent],
    ['language', language],
    ['threads', String(hardwareConcurrency)],
    ['window', `${innerWidth} x ${innerHeight} at ${devicePixelRatio}`],
    ['secure', String(isSecureContext)],
    ['address', location.href],
  ]
}

function deviceLine({ device, available, software, detail, limits = {} }: DeviceReport): string {
  const sizes = Object.entries(limits).map(([name, value]) => `${name} ${value}`)
  return `${device}: ${[available ? (software ? 'software' : 'there') : 'missing', detail, ...sizes].join(', ')}`
}

function reportLine({ device, agree, rows, leftOut, worst, milliseconds }: SelfTestReport): string {
  return `self-test on ${device}: ${agree} of ${rows} agree, worst ${worst.toPrecision(2)} of the tolerance, ${leftOut} left out, ${(milliseconds / 1000).toFixed(1)} s`
}
