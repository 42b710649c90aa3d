/** JSON that comes over the network: bounded in depth before it is parsed. */

const codeOf = (sign: string): number => sign.charCodeAt(0);

const [QUOTE, BACKSLASH] = [codeOf('"'), codeOf('\\')];
const OPENING = new Set([codeOf('['), codeOf('{')]);
const CLOSING = new Set([codeOf(']'), codeOf('}')]);

/** Whether arrays and objects nest deeper than allowed; brackets within strings do not count. */
export const isDeeper = (json: string, most: number): boolean => {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) isString = !isString;
    else if (isString) at += sign === BACKSLASH ? 1 : 0;
    else if (OPENING.has(sign)) depth += 1;
    else if (CLOSING.has(sign)) depth -= 1;
    if (depth > most) return true;
  }
  return false;
};
