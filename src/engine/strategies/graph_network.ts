// A graph convolution network on Zachary's karate club: member 1 and member 34 are known, all others are guessed. The
// trainings at every depth go on side by side with the one that is drawn, so that there is time to watch it learn.
import { activationById } from '../../catalog/activations/registry.ts'
import { lossText } from '../../scenario/network/plan.ts'
import { known as knownIn } from '../../scenario/plan.ts'
import { compileLoss } from '../network/loss.ts'
import type { LossProgram } from '../network/loss.ts'
import type { StrategyTools } from './contract.ts'
import { accuracyOf, showClaims, showDepths, showMatrix, showState } from './graph/blocks.ts'
import type { Course, DepthScore } from './graph/blocks.ts'
import { GraphNetwork } from './graph/convolution.ts'
import type { Known } from './graph/convolution.ts'
import { layoutOf } from './graph/layout.ts'
import { propagationOf, readGraph } from './graph/read.ts'
import { alone, spreadOf } from './graph/smoothing.ts'
import { Learner } from './learner.ts'
import { numberOf, textOf } from './settings.ts'

const classes = 2
const deepest = 8
/** Initial weights by which the spread before training is measured: they cost no training. */
const starts = 24

export async function graphNetwork(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const study = await begin(tools)
  const { graph, propagation, known, steps } = study
  const { network, learner } = study.learnerAt(numberOf(tools.settings, 'depth'), tools.seed)
  const course: Course = { accuracy: [], loss: [] }
  const judge = (lossHere: () => number): void => {
    course.accuracy.push(accuracyOf(network.forward(learner.params), graph, known))
    course.loss.push(lossHere())
  }
  const show = (): Promise<void> => showState(tools, { graph, known, layout: study.layout, layers: network.forward(learner.params), course })
  const advance = async (to: number): Promise<void> => {
    while (learner.updates < to) judge(() => learner.step())
    await show()
  }
  await show()
  await showMatrix(tools, graph.nodes, propagation)
  const scores: DepthScore[] = []
  const repeats = numberOf(tools.settings, 'repeats')
  for (let depth = 1; depth <= deepest; depth++) {
    const score: DepthScore = { depth, accuracy: [], before: [], after: [], alone: alone(graph, propagation, depth) }
    scores.push(score)
    study.measureStarts(score, tools.seed)
    for (let repeat = 0; repeat < repeats; repeat++) {
      study.measure(score, tools.seed + repeat)
      const done = (depth - 1) * repeats + repeat + 1
      await advance(Math.floor((steps * done) / (deepest * repeats)))
      await tools.breathe(done, deepest * repeats)
    }
    await showDepths(tools, scores)
  }
  judge(() => network.lossAndGradient(learner.params, known, new Float64Array(network.params)))
  await show()
  await showClaims(tools, course, scores)
  return factsOf(course, scores)
}

interface Study {
  readonly graph: ReturnType<typeof readGraph>
  readonly propagation: Float64Array
  readonly layout: ReturnType<typeof layoutOf>
  readonly known: Known
  readonly steps: number
  readonly learnerAt: (depth: number, seed: number) => { readonly network: GraphNetwork; readonly learner: Learner }
  readonly measureStarts: (score: DepthScore, seed: number) => void
  /** Trains once from start to end, and adds what came of it. */
  readonly measure: (score: DepthScore, seed: number) => void
}

async function begin(tools: StrategyTools): Promise<Study> {
  const { settings } = tools
  const [nodes, edges] = await Promise.all([tools.file('data/karate_club_nodes.csv'), tools.file('data/karate_club_edges.csv')])
  const graph = readGraph(nodes, edges)
  const propagation = propagationOf(graph)
  const known: Known = { nodes: [0, graph.nodes - 1], targets: Float64Array.of(1, 0, 0, 1) }
  const loss: LossProgram = compileLoss(lossText({ id: 'cce_logits' }), classes)
  const activation = knownIn(activationById, 'activation', textOf(settings, 'activation')).formula
  const [hidden, lr, steps] = [numberOf(settings, 'hidden'), numberOf(settings, 'lr'), numberOf(settings, 'steps')]
  const learnerAt: Study['learnerAt'] = (depth, seed) => {
    const widths = [...Array.from({ length: depth - 1 }, () => hidden), classes]
    const network = new GraphNetwork({ propagation, nodes: graph.nodes, widths, activation, loss })
    const objective = (point: Float64Array, gradient: Float64Array): number => network.lossAndGradient(point, known, gradient)
    return { network, learner: new Learner({ optimizer: 'adam', hyper: { lr } }, network.tensors, network.initial(seed), steps, objective) }
  }
  const measure: Study['measure'] = (score, seed) => {
    const { network, learner } = learnerAt(score.depth, seed)
    while (learner.updates < steps) learner.step()
    const layers = network.forward(learner.params)
    score.after.push(spreadOf(graph, layers))
    score.accuracy.push(accuracyOf(layers, graph, known))
  }
  const measureStarts: Study['measureStarts'] = (score, seed) => {
    const { network } = learnerAt(score.depth, seed)
    for (let i = 0; i < starts; i++) score.before.push(spreadOf(graph, network.forward(network.initial(seed + i))))
  }
  return { graph, propagation, layout: layoutOf(graph), known, steps, learnerAt, measureStarts, measure }
}

function factsOf({ accuracy, loss }: Course, scores: readonly DepthScore[]): Record<string, number> {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
  const facts: Record<string, number> = { accuracy: accuracy.at(-1) ?? Number.NaN, loss: loss.at(-1) ?? Number.NaN }
  for (const score of scores) {
    facts[`accuracy_${score.depth}`] = mean(score.accuracy)
    facts[`spread_before_${score.depth}`] = mean(score.before)
    facts[`spread_after_${score.depth}`] = mean(score.after)
  }
  return facts
}
