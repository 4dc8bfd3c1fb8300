// The client as the page uses it: answers and frames that tell of a lost device are told on, once each.
import type { Client } from '../protocol/port.ts'
import type { Recoveries } from '../store/recoveries.ts'

const tellsOfLoss = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'losses' in answer && typeof answer.losses === 'number' && answer.losses > 0

export function watchedClient(client: Client, { add }: Pick<Recoveries, 'add'>): Client {
  return {
    async request(name, arg, options) {
      const { onFrame } = options ?? {}
      const take: typeof onFrame = onFrame && ((frame) => {
        if (tellsOfLoss(frame)) add('device')
        return onFrame(frame)
      })
      const answer = await client.request(name, arg, { ...options, ...(take === undefined ? {} : { onFrame: take }) })
      if (tellsOfLoss(answer)) add('device')
      return answer
    },
  }
}
