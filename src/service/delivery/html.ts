/** The HTML of an e-mail: legible on a telephone, in the light and in the dark, without pictures or scripts. */
import type { Language } from '../../messages/types.ts';

export type Row = {
  label: string;
  value: string;
  /** A number that a touch calls, in E.164. */
  callBack: string | null;
};

export type Letter = {
  language: Language;
  title: string;
  /** What is told, each with its label. */
  rows: readonly Row[];
  /** Sentences below it. */
  notes: readonly string[];
  footer: string;
};

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text, wherever it stands in markup. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 16px; background: #f4f5f7; color: #1d2129; font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
.card { max-width: 560px; margin: 0 auto; padding: 20px 24px; background: #fff; border: 1px solid #dfe2e8; border-radius: 10px; }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 1.3; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
a { color: inherit; white-space: nowrap; }
th, td { padding: 6px 0; text-align: left; vertical-align: top; border-top: 1px solid #eceef2; }
th { width: 38%; padding-right: 12px; font-weight: normal; color: #5b6472; }
td { overflow-wrap: anywhere; }
.note { margin: 14px 0 0; font-size: 14px; color: #414a57; overflow-wrap: anywhere; }
.footer { margin: 14px 0 0; font-size: 13px; color: #5b6472; }
@media (prefers-color-scheme: dark) {
  body { background: #15171b; color: #e8eaee; }
  .card { background: #1f2228; border-color: #343943; }
  th, td { border-top-color: #30353e; }
  th, .footer { color: #a4acb9; }
  .note { color: #c3c9d2; }
}`;

const rowHtml = ({ label, value, callBack }: Row): string => {
  const text = escaped(value);
  const cell = callBack === null ? text : `<a href="tel:${escaped(callBack)}">${text}</a>`;
  return `<tr><th scope="row">${escaped(label)}</th><td>${cell}</td></tr>`;
};

export const letterHtml = ({ language, title, rows, notes, footer }: Letter): string =>
  `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<div class="card">
<h1>${escaped(title)}</h1>
<table>
${rows.map(rowHtml).join('\n')}
</table>
${notes.map((note) => `<p class="note">${escaped(note)}</p>`).join('\n')}
<p class="footer">${escaped(footer)}</p>
</div>
</body>
</html>
`;
