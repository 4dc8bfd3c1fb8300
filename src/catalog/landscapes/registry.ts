// The landscapes in menu order, group by group: this list is the only one; menus, links, sliders and tests are derived from it.
import type { Landscape } from '../types.ts'
import { absValley } from './abs_valley.ts'
import { ackley } from './ackley.ts'
import { banana } from './banana.ts'
import { beale } from './beale.ts'
import { booth } from './booth.ts'
import { branin } from './branin.ts'
import { bukin6 } from './bukin_6.ts'
import { chebyshevRosenbrock } from './chebyshev_rosenbrock.ts'
import { crossInTray } from './cross_in_tray.ts'
import { dropWave } from './drop_wave.ts'
import { easom } from './easom.ts'
import { eggholder } from './eggholder.ts'
import { finiteSum } from './finite_sum.ts'
import { goldsteinPrice } from './goldstein_price.ts'
import { griewank } from './griewank.ts'
import { himmelblau } from './himmelblau.ts'
import { holderTable } from './holder_table.ts'
import { levy } from './levy.ts'
import { levy13 } from './levy_13.ts'
import { linearNet } from './linear_net.ts'
import { matyas } from './matyas.ts'
import { mccormick } from './mccormick.ts'
import { michalewicz } from './michalewicz.ts'
import { monkeySaddle } from './monkey_saddle.ts'
import { parabola } from './parabola.ts'
import { plateauCliff } from './plateau_cliff.ts'
import { quadraticIll } from './quadratic_ill.ts'
import { rastrigin } from './rastrigin.ts'
import { rosenbrock } from './rosenbrock.ts'
import { rotatedQuadratic } from './rotated_quadratic.ts'
import { saddle } from './saddle.ts'
import { schaffer2 } from './schaffer_2.ts'
import { sharpFlat } from './sharp_flat.ts'
import { sixHumpCamel } from './six_hump_camel.ts'
import { sphere } from './sphere.ts'
import { strictSaddle } from './strict_saddle.ts'
import { styblinskiTang } from './styblinski_tang.ts'
import { threeHumpCamel } from './three_hump_camel.ts'
import { twoPits } from './two_pits.ts'

export const landscapes: readonly Landscape[] = [
  // bowls and straight valleys
  sphere,
  parabola,
  quadraticIll,
  rotatedQuadratic,
  matyas,
  booth,
  // curved valleys
  rosenbrock,
  banana,
  beale,
  mccormick,
  // saddles
  saddle,
  strictSaddle,
  monkeySaddle,
  linearNet,
  // many minima
  himmelblau,
  styblinskiTang,
  sixHumpCamel,
  threeHumpCamel,
  twoPits,
  sharpFlat,
  finiteSum,
  // non-smooth
  absValley,
  chebyshevRosenbrock,
  bukin6,
  plateauCliff,
  // for global optimizers
  rastrigin,
  ackley,
  griewank,
  levy,
  levy13,
  easom,
  dropWave,
  branin,
  eggholder,
  holderTable,
  crossInTray,
  schaffer2,
  michalewicz,
  goldsteinPrice,
]

export const landscapeById: ReadonlyMap<string, Landscape> = new Map(landscapes.map((l) => [l.id, l]))
