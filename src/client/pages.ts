/** Lists are told in pages; a command wants all of them. */
import { LARGEST_PAGE } from '../contract/operation.ts';

export type Paging = { limit: number; cursor?: string };
export type Page<T> = { items: T[]; nextCursor: string | null };

/** The pages one after another, each asked for when the one before has been used. */
export async function* eachPage<T>(
  load: (paging: Paging) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  let cursor: string | null = null;
  do {
    const page: Page<T> = await load({ limit: LARGEST_PAGE, ...(cursor !== null && { cursor }) });
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Every item of every page, in order. */
export const everyItem = async <T>(load: (paging: Paging) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = [];
  for await (const page of eachPage(load)) items.push(...page);
  return items;
};
