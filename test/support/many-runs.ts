/** Imported before any property, gives all of them many runs. */
process.env.PROPERTY_RUNS ??= '3000';
