/** Imported before any property, makes the runs of all of them many. */
process.env.PROPERTY_RUNS ??= '3000';
