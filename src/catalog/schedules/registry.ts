// The schedules: the only list of them, in menu order.
import type { Schedule } from '../types.ts'
import { constant } from './constant.ts'
import { cosine } from './cosine.ts'
import { exponential } from './exponential.ts'
import { inverseSqrt } from './inverse_sqrt.ts'
import { inverseTime } from './inverse_time.ts'
import { linear } from './linear.ts'
import { multiStep } from './multi_step.ts'
import { oneCycle } from './one_cycle.ts'
import { polynomial } from './polynomial.ts'
import { reduceOnPlateau } from './reduce_on_plateau.ts'
import { sqrtDecay } from './sqrt_decay.ts'
import { step } from './step.ts'
import { warmRestarts } from './warm_restarts.ts'
import { warmupStableDecay } from './warmup_stable_decay.ts'

export const schedules: readonly Schedule[] = [
  constant, step, multiStep, exponential, inverseTime, inverseSqrt, sqrtDecay, polynomial, linear, cosine,
  warmRestarts, oneCycle, warmupStableDecay, reduceOnPlateau,
]

export const scheduleById: ReadonlyMap<string, Schedule> = new Map(schedules.map((s) => [s.id, s]))
