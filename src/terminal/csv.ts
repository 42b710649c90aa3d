/** Rows of CSV (RFC 4180) that a spreadsheet shows and does not run. */

/** A cell that a spreadsheet would take for a formula; a number with a sign is none, nor are several. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d,+]*$))/;

/** The same where a spreadsheet that divides by `;` or a tab, as the Russian one does, begins a cell within ours. */
const FORMULA_WITHIN = /([;\t\r\n]["\s]*)(?=[=@]|[+-](?!\d[\d,+]*(?:[;\t\r\n]|$)))/g;

const cell = (text: string): string => {
  const harmless = (FORMULA.test(text) ? `'${text}` : text).replace(FORMULA_WITHIN, "$1'");
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

export const csvRow = (cells: readonly string[]): string => cells.map(cell).join(',');
