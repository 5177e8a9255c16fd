/** A property that fails is noticed by its first counterexample; the search for the smallest takes minutes. */
require('fast-check').configureGlobal({ endOnFailure: true });
