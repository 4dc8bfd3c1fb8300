// Where rates start on networks: those of the catalogue are for landscapes, whose gradients are of another size. By optimizer.
export const networkRates: Readonly<Record<string, number>> = {
  sgd: 0.1, momentum: 0.02, momentum_ema: 0.2, momentum_lr_inside: 0.02, nesterov: 0.02, nesterov_lookahead: 0.02, sgd_sqrt_decay: 0.5, asgd: 0.1,
  sign_sgd: 0.001, signum: 0.001, sam: 0.1, extragradient: 0.1,
  adagrad: 0.05, adadelta: 1, rmsprop: 0.003, rmsprop_numerator: 0.003, rprop: 0.003, adafactor: 0.01, lars: 1, lamb: 0.01,
  adam: 0.01, adam_no_bias_correction: 0.01, amsgrad: 0.01, adamw: 0.01, adamax: 0.01, nadam: 0.01, radam: 0.01, adabelief: 0.01, yogi: 0.01,
  lion: 0.001, sophia: 0.001, adan: 0.01, ademamix: 0.003, adopt: 0.01, prodigy: 1, schedule_free_sgd: 0.5, schedule_free_adamw: 0.02, muon: 0.02,
  newton: 1, newton_saddle_free: 1, lbfgs: 1, shampoo: 0.1, soap: 0.003,
}
