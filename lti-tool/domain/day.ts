const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

/** The UTC day in words, for example `24 November 2026`. */
export function dayInWords(date: Date): string {
  return day.format(date);
}

/** Two UTC days and what is between, for example `10–12 November 2020`. */
export function daysInWords(from: Date, to: Date): string {
  // The Unicode data puts thin spaces into ranges: a certificate's font lacks them.
  return day
    .formatRange(from, to)
    .replace(/^(\d+)\s*–\s*(\d+)/, '$1–$2')
    .replace(/\s/g, ' ');
}
