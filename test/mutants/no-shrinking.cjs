/** The first counterexample of a failing property is enough: finding the smallest takes minutes. */
require('fast-check').configureGlobal({ endOnFailure: true });
