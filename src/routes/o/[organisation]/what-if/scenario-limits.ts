/** What a scenario does not say, as messages `whatif.limit-…`. */
export const LIMITS = ['once', 'names', 'independent', 'uncertain'];
