/** Smallest count of answers an executive may see; zero may be seen. METHODS 7.1. */
export const EXECUTIVE_THRESHOLD = 5;
