import fc from 'fast-check';

// Every run tries the same cases; a failure names its path, and a found counterexample becomes a test of its own.
fc.configureGlobal({ seed: 20221117 });
