// The optimizers in menu order, family by family: the only list of them. Menus, sliders, link names, readings and tests are
// derived from it.
import type { Optimizer } from '../types.ts'
import { adabelief } from './adabelief.ts'
import { adadelta } from './adadelta.ts'
import { adafactor } from './adafactor.ts'
import { adagrad } from './adagrad.ts'
import { adam } from './adam.ts'
import { adamNoBiasCorrection } from './adam_no_bias_correction.ts'
import { adamax } from './adamax.ts'
import { adamw } from './adamw.ts'
import { adan } from './adan.ts'
import { ademamix } from './ademamix.ts'
import { adopt } from './adopt.ts'
import { amsgrad } from './amsgrad.ts'
import { asgd } from './asgd.ts'
import { bfgs } from './bfgs.ts'
import { extragradient } from './extragradient.ts'
import { lamb } from './lamb.ts'
import { lars } from './lars.ts'
import { lbfgs } from './lbfgs.ts'
import { lion } from './lion.ts'
import { momentum } from './momentum.ts'
import { momentumEma } from './momentum_ema.ts'
import { momentumLrInside } from './momentum_lr_inside.ts'
import { muon } from './muon.ts'
import { nadam } from './nadam.ts'
import { nesterov } from './nesterov.ts'
import { nesterovLookahead } from './nesterov_lookahead.ts'
import { newton } from './newton.ts'
import { newtonSaddleFree } from './newton_saddle_free.ts'
import { prodigy } from './prodigy.ts'
import { radam } from './radam.ts'
import { rmsprop } from './rmsprop.ts'
import { rmspropNumerator } from './rmsprop_numerator.ts'
import { rprop } from './rprop.ts'
import { sam } from './sam.ts'
import { scheduleFreeAdamw } from './schedule_free_adamw.ts'
import { scheduleFreeSgd } from './schedule_free_sgd.ts'
import { sgd } from './sgd.ts'
import { sgdSqrtDecay } from './sgd_sqrt_decay.ts'
import { shampoo } from './shampoo.ts'
import { signSgd } from './sign_sgd.ts'
import { signum } from './signum.ts'
import { soap } from './soap.ts'
import { sophia } from './sophia.ts'
import { yogi } from './yogi.ts'

export const optimizers: readonly Optimizer[] = [
  sgd, momentum, momentumEma, momentumLrInside, nesterov, nesterovLookahead, sgdSqrtDecay, asgd, signSgd, signum, sam,
  extragradient,
  adagrad, adadelta, rmsprop, rmspropNumerator, rprop, adafactor, lars, lamb,
  adam, adamNoBiasCorrection, amsgrad, adamw, adamax, nadam, radam, adabelief, yogi,
  lion, sophia, adan, ademamix, adopt, prodigy, scheduleFreeSgd, scheduleFreeAdamw, muon,
  newton, newtonSaddleFree, bfgs, lbfgs, shampoo, soap,
]

export const optimizerById: ReadonlyMap<string, Optimizer> = new Map(optimizers.map((o) => [o.id, o]))
