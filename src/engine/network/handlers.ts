// What the worker answers about networks. One training to a session number; its looks are computed in float64 from parameters
// that are read out, so that they are the same on every device.
import type { DeviceReport } from '../../protocol/messages.ts'
import type { DataRequest, LoadFrame, NetworkMessages, TrainRequest } from '../../protocol/network-messages.ts'
import type { Handlers } from '../../protocol/port.ts'
import { readCsv } from '../../scenario/network/csv.ts'
import type { DatasetChoice } from '../../scenario/network/types.ts'
import { comeBack, onlyReference, trusted } from '../device-loss.ts'
import { closedTraining } from './contract.ts'
import type { Rows } from './contract.ts'
import { describeData, pictureRows } from './describe-data.ts'
import { fetchFrom } from './fetch-file.ts'
import type { GroupTraining } from './group-training.ts'
import { backpropOf } from './inspect/backprop.ts'
import { confusionOf } from './inspect/confusion.ts'
import { decisionOf, decisionRows } from './inspect/decision.ts'
import { histogramsOf } from './inspect/histograms.ts'
import { pathsOf } from './inspect/paths.ts'
import { someRows } from './inspect/rows.ts'
import { sampleRows, samplesOf } from './inspect/samples.ts'
import { planeSurface, surfaceRows } from './inspect/surface.ts'
import { loadTable } from './load-dataset.ts'
import { openNetworkDevice } from './open-device.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { ReferenceNetwork } from './reference-network.ts'
import { rowsAnswer } from './rows-answer.ts'
import { Session } from './session.ts'

type NetworkHandlers = Pick<Handlers, keyof NetworkMessages>

/** Rows on which activations are looked at. */
const activationRows = 200

export function createNetworkHandlers(devices: () => Promise<readonly DeviceReport[]>): NetworkHandlers {
  const sessions = new Map<number, Session>()
  const close = (session: number): void => {
    sessions.get(session)?.dispose()
    sessions.delete(session)
  }
  const find = ({ session }: { readonly session: number }): Session => {
    const found = sessions.get(session)
    if (!found) throw new Error('This training is closed: start it again.')
    return found
  }
  const look = async (request: { readonly session: number; readonly run: number }): Promise<Look> => lookAt(find(request), request.run)
  return {
    data: async (request, { send, signal }) => describeData(await load(request, send, signal)),
    csv: async ({ bytes, options }) => readCsv(bytes, options),
    rows: async (request, { send, signal }) => rowsAnswer(await load(request, send, signal), request.loss),
    async train(request: TrainRequest, { send, signal }) {
      close(request.session)
      const { plan, device } = request
      const prepared = await load({ dataset: plan.dataset, seed: plan.seed, base: request.base }, send, signal)
      signal.throwIfAborted()
      const session = new Session(request, prepared)
      sessions.set(request.session, session)
      const built = await session.open(async (work, losses) => {
        const found = device === 'cpu' ? [] : await devices()
        if (losses > 0) await comeBack(found)
        return openNetworkDevice(device, trusted(losses) ? found : onlyReference(found), work)
      })
      if (sessions.get(request.session) !== session) {
        // Closed while the device was starting, when there was nothing to dispose of yet.
        session.dispose()
        throw closedTraining()
      }
      await send(built)
      return session.run(send, signal)
    },
    async steer(request) {
      sessions.get(request.session)?.steer(request.steering)
      return null
    },
    async close({ session }) {
      close(session)
      return null
    },
    async decision(request) {
      const session = find(request)
      const { statistics, inputScaling, targetScaling } = session.prepared
      const rows = decisionRows(request, statistics.mean, inputScaling)
      const pictures = []
      let entry = 0
      for (const run of request.runs) {
        const seen = request.entry === undefined ? await lookAt(session, run) : await lookBack(session, run, request.entry)
        entry = seen.entry
        pictures.push(decisionOf(seen.network.forward(seen.params, rows), rows.count, seen.meaning, targetScaling))
      }
      return { entry, value: pictures.map((p) => p.value), chosen: pictures.map((p) => p.chosen) }
    },
    async confusion(request) {
      const { entry, params, meaning, network, training } = await look(request)
      const { validation } = training.built
      return { entry, counts: confusionOf(network.forward(params, validation), validation, meaning) }
    },
    async samples(request) {
      const { prepared } = find(request)
      const { entry, params, meaning, network, training } = await look(request)
      const pictures = pictureRows(prepared)
      const rows = pictures.length > 0 ? training.built.validationRows(pictures) : sampleRows(training.built.validation, network.network)
      return { entry, ...samplesOf(network.forward(params, rows), rows, meaning, prepared.targetScaling) }
    },
    async histograms(request) {
      const { entry, params, network, training } = await look(request)
      const rows = someRows(training.built.validation, activationRows, network.network)
      return { entry, ...histogramsOf(network.network, params, network.layerValues(params, rows)) }
    },
    async weights(request) {
      const { entry, params } = await look(request)
      return { entry, values: params }
    },
    async backprop(request) {
      const { entry, params, training } = await look(request)
      const { problem, judged } = training.built
      const batch = request.row < 0 ? problem.batch(entry + 1) : { ...rowOf(judged, request.row, problem.network), masks: [] }
      const { loss: text } = find(request).plan
      return { entry, ...backpropOf({ ...problem, text }, params, batch) }
    },
    paths: async (request) => pathsIn(find(request), request.plane),
    async planeSurface(request, { send, signal }) {
      const { training } = await look(request)
      const { stepper, built } = training
      const { network } = built.problem
      const rows = surfaceRows(built.judged, network, request.size)
      return planeSurface(request, (params, count, given) => stepper.lossAt(params, count, given), rows, network, send, signal)
    },
  }
}

async function load({ dataset, seed, base }: DataRequest, send: (frame: LoadFrame) => Promise<void>, signal: AbortSignal): Promise<Prepared> {
  const table = await loadTable(dataset, seed, {
    fetchFile: fetchFrom(base),
    // The page may be slow to draw a bar; the download does not wait for it.
    onProgress: (done, total) => void send({ kind: 'load', done, total }).catch(() => undefined),
    signal,
  })
  return prepared(dataset, seed, table)
}

let last: { readonly key: DatasetChoice; readonly seed: number; readonly table: unknown; readonly prepared: Prepared } | null = null

/** Kept for the page that first looks at its data and then trains on them. */
function prepared(dataset: DatasetChoice, seed: number, table: Prepared['table']): Prepared {
  const { split, standardize } = dataset
  if (last?.table === table && last.seed === seed && last.key.split === split && last.key.standardize === standardize) return last.prepared
  last = { key: dataset, seed, table, prepared: prepare(table, { split, standardize, seed }) }
  return last.prepared
}

interface Look {
  readonly entry: number
  readonly training: GroupTraining
  /** The run's, [params]. */
  readonly params: Float64Array
  readonly network: ReferenceNetwork
  readonly meaning: GroupTraining['built']['meaning']
}

async function lookAt(session: Session, run: number): Promise<Look> {
  const { training, row } = session.find(run)
  const { problem, meaning } = training.built
  const { entry, values: all } = await training.present()
  const params = all.slice(row * problem.network.params, (row + 1) * problem.network.params)
  return { entry, training, params, meaning, network: new ReferenceNetwork(problem.network, problem.loss) }
}

/** A run as it was at an entry, from what is kept of its path. */
async function lookBack(session: Session, run: number, wanted: number): Promise<Look> {
  const now = await lookAt(session, run)
  const { row, training } = session.find(run)
  const { entries, points } = training.snapshots.track(row, { run, until: training.stoppedEntry(row), diverged: training.divergedAt(row) >= 0 })
  const at = entries.findLastIndex((entry) => entry <= wanted)
  const [entry, point] = [entries[at], points[at]]
  return entry === undefined || point === undefined || wanted >= now.entry ? now : { ...now, entry, params: Float64Array.from(point) }
}

function rowOf({ count, inputs, targets }: Rows, row: number, network: { readonly inputs: number; readonly outputs: number }): Rows {
  if (row >= count) throw new Error(`There is no row ${row}: expected one below ${count}.`)
  return {
    count: 1,
    inputs: inputs.slice(row * network.inputs, (row + 1) * network.inputs),
    targets: targets.slice(row * network.outputs, (row + 1) * network.outputs),
  }
}

/** Runs share a plane when their networks have the same tensors; those of the first group say which. */
async function pathsIn(session: Session, plane: Parameters<typeof pathsOf>[0]): Promise<ReturnType<typeof pathsOf>> {
  const [first] = session.groups
  if (!first) throw new Error('No run of this training can be drawn.')
  const { network } = first.built.problem
  const shape = JSON.stringify(network.tensors)
  const alike = session.groups.filter((g) => JSON.stringify(g.built.problem.network.tensors) === shape)
  for (const g of alike) {
    const { entry, values } = await g.present()
    g.snapshots.add(entry, values)
  }
  const tracks = alike.flatMap((g) =>
    g.group.runs.map((run, row) => g.snapshots.track(row, { run, until: g.stoppedEntry(row), diverged: g.divergedAt(row) >= 0 })),
  )
  return pathsOf(plane, tracks, network)
}
