import { describe, expect, it } from 'vitest';
import { everyItem } from '../../src/client/pages.ts';
import { LARGEST_PAGE } from '../../src/contract/operation.ts';
import { emptyPbx } from '../support/pbx.ts';

describe('every item of a list', () => {
  it.each([0, 1, LARGEST_PAGE, LARGEST_PAGE + 1, 2 * LARGEST_PAGE + 1])(
    'of %i comes in order, from as few pages as there are',
    async (count) => {
      const { pbx } = emptyPbx();
      const upsert = Array.from({ length: count }, (_, index) => ({
        name: `Клиент ${index}`,
        numbers: [`+7916${1_000_000 + index}`],
      }));
      await pbx('batchContacts', { body: { upsert } });
      let pages = 0;
      const items = await everyItem((query) => {
        pages += 1;
        return pbx('listContacts', { query });
      });
      expect(items.map(({ name }) => name)).toEqual(upsert.map(({ name }) => name));
      expect(pages).toBe(Math.max(1, Math.ceil(count / LARGEST_PAGE)));
    },
  );
});
