/** JSON as it is printed. */

/** JSON itself leaves DEL and C1 as they are, and some terminals obey those. */
const CONTROLS = /[\p{Cc}--[\n]]/gv;

export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    CONTROLS,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
