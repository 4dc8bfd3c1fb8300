// What the engine answers to looks into a training, by name; the messages themselves are not the page's business.
import type { NetworkEngine } from '../../store/network-types.ts'

type Answer<Question extends keyof NetworkEngine> = Awaited<ReturnType<NetworkEngine[Question]>>

export type DataAnswer = Answer<'data'>
export type ConfusionAnswer = Answer<'confusion'>
export type SamplesAnswer = Answer<'samples'>
export type HistogramsAnswer = Answer<'histograms'>
export type Histogram = HistogramsAnswer['weights'][number]
export type WeightsAnswer = Answer<'weights'>
export type BackpropAnswer = Answer<'backprop'>
export type PathsAnswer = Answer<'paths'>
export type PlaneSurfaceAnswer = Answer<'planeSurface'>
export type OfRun = Parameters<NetworkEngine['confusion']>[0]
