// Which device trains, and why, in a sentence that the page shows as it is.
import type { DeviceReport } from '../../protocol/messages.ts'
import type { DeviceChoice } from '../../scenario/types.ts'
import { chosenByHand, referenceDevice } from '../choose.ts'
import type { Chosen } from '../choose.ts'

/** Multiply-adds of one update of all runs above which a graphics card repays the milliseconds that composed operations cost. */
const worthACard = 3e7

/**
 * `auto`: composed operations cost milliseconds an update whatever its size, and a software adapter pays them many times over; the
 * reference's cost grows with the work. So the card is for large networks alone.
 */
export function chooseForNetworks(choice: DeviceChoice, devices: readonly DeviceReport[], work: number): Chosen {
  if (choice !== 'auto') return chosenByHand(choice, devices)
  const card = devices.find((d) => d.device === 'webgpu' && d.available && !d.software)
  if (card && work > worthACard) return { device: 'webgpu', adapter: card.detail, reason: 'These networks are large enough for the graphics card.' }
  return { ...referenceDevice, reason: card ? 'The float64 reference is faster than composed operations for networks this small.' : 'The float64 reference is the fastest here.' }
}
