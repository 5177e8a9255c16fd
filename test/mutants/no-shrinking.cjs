/** A property that fails is noticed by its first counterexample: finding the smallest takes minutes. */
require('fast-check').configureGlobal({ endOnFailure: true });
