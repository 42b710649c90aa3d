import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ['dot'],
    silent: 'passed-only',
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reporter: ['text-summary'],
      thresholds: {
        // The dialogue, serve and its sources run in processes of their own, which are not counted.
        branches: 88,
        'src/domain/**': { branches: 100 },
      },
    },
  },
});
