// The gate for landscapes, apart from the others: the first race needs no network and no strategy.
import { fillDefaults } from './defaults.ts'
import { validate } from './gate.ts'
import type { ValidatedAs } from './gate.ts'
import { plainCopy } from './plain.ts'
import { parseShape } from './schema.ts'
import { checkMeaning } from './semantics.ts'
import type { LandscapeScenario } from './types.ts'

export type Validated = ValidatedAs<LandscapeScenario>

export function validateScenario(value: unknown): Validated {
  return validate(plainCopy(value), { parse: parseShape, check: checkMeaning, fill: fillDefaults })
}
