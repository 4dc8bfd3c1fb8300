// Who runs which strategy of the catalogue, by id.
import type { StrategyRunner } from './contract.ts'

export const runners: Readonly<Record<string, () => Promise<StrategyRunner>>> = {
  quantization: async () => (await import('./quantization.ts')).quantization,
  graph_network: async () => (await import('./graph_network.ts')).graphNetwork,
  data_parallel: async () => (await import('./data_parallel.ts')).dataParallel,
  distillation: async () => (await import('./distillation.ts')).distillation,
  preprocessing: async () => (await import('./preprocessing.ts')).preprocessing,
  model_parallel: async () => (await import('./model_parallel.ts')).modelParallel,
  choose_by_validation: async () => (await import('./choose_by_validation.ts')).chooseByValidation,
  fine_tuning: async () => (await import('./fine_tuning.ts')).fineTuning,
  adaptive_batch: async () => (await import('./adaptive_batch.ts')).adaptiveBatch,
  complexity: async () => (await import('./complexity.ts')).complexity,
}
