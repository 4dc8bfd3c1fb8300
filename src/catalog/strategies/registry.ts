// The strategies in menu order: the only list of them.
import { adaptiveBatch } from './adaptive_batch.ts'
import { chooseByValidation } from './choose_by_validation.ts'
import { complexity } from './complexity.ts'
import { dataParallel } from './data_parallel.ts'
import { distillation } from './distillation.ts'
import { fineTuning } from './fine_tuning.ts'
import { graphNetwork } from './graph_network.ts'
import { modelParallel } from './model_parallel.ts'
import { preprocessing } from './preprocessing.ts'
import { quantization } from './quantization.ts'
import type { Strategy } from '../strategy-types.ts'

export const strategies: readonly Strategy[] = [
  fineTuning,
  adaptiveBatch,
  dataParallel,
  modelParallel,
  quantization,
  distillation,
  graphNetwork,
  preprocessing,
  chooseByValidation,
  complexity,
]

export const strategyById: ReadonlyMap<string, Strategy> = new Map(strategies.map((s) => [s.id, s]))
