// The sets of data in menu order, group by group: this list is the only one; menus, sliders, link names and tests are derived from it.
import type { Dataset } from '../network-types.ts'
import { breastCancer } from './breast_cancer.ts'
import { checkerboard } from './checkerboard.ts'
import { circles } from './circles.ts'
import { diabetes } from './diabetes.ts'
import { digits8x8 } from './digits_8x8.ts'
import { gaussians } from './gaussians.ts'
import { iris } from './iris.ts'
import { linearUnit } from './linear_unit.ts'
import { lowRank } from './low_rank.ts'
import { mnist } from './mnist.ts'
import { moons } from './moons.ts'
import { plane } from './plane.ts'
import { polynomial } from './polynomial.ts'
import { sine } from './sine.ts'
import { spirals } from './spirals.ts'
import { xor } from './xor.ts'
import { zipfMemory } from './zipf_memory.ts'

export const datasets: readonly Dataset[] = [
  // points of the plane in classes
  moons,
  circles,
  xor,
  gaussians,
  spirals,
  checkerboard,
  // numbers to be predicted
  plane,
  sine,
  polynomial,
  linearUnit,
  // real
  iris,
  breastCancer,
  diabetes,
  digits8x8,
  mnist,
  // matrices to be learned
  lowRank,
  zipfMemory,
]

export const datasetById: ReadonlyMap<string, Dataset> = new Map(datasets.map((d) => [d.id, d]))
