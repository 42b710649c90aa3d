/** Sizes as people read them. */

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const RUSSIAN = { B: 'Б', KB: 'КБ', MB: 'МБ', GB: 'ГБ', TB: 'ТБ' };
const STEP = 1000;

const scaled = (bytes: number): [number: string, unit: (typeof UNITS)[number]] => {
  const power = Math.min(
    UNITS.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  const value = bytes / STEP ** power;
  return [
    value < 10 && power > 0 ? value.toFixed(1) : String(Math.round(value)),
    UNITS[power] ?? 'B',
  ];
};

/** `4.2 GB` */
export const sizeEnglish = (bytes: number): string => scaled(bytes).join(' ');

/** `4,2 ГБ` */
export const sizeRussian = (bytes: number): string => {
  const [number, unit] = scaled(bytes);
  return `${number.replace('.', ',')} ${RUSSIAN[unit]}`;
};
