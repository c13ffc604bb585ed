/** MT940 as messages of fields, each with its physical line; several messages, of one account or of many, stand in one file. */

export interface Field {
  tag: string;
  line: number;
  /** Lines of its content: the first behind the tag, the others below it. */
  lines: string[];
}

export function readMessages(text: string): Field[][] {
  const messages: Field[][] = [];
  let field: Field | null = null;
  text.split(/\r\n|\n|\r/).forEach((printed, index) => {
    // "{1:F01…}{4:" of SWIFT stands before the first tag, "-}" after the last.
    const line = printed.replace(/^\{.*\{4:/, '');
    if (/^-\}?/.test(line) && /^-\}?(?:\{.*)?\s*$/.test(line)) {
      field = null;
      return;
    }
    const tag = /^\s*:(\d{2}[A-Z]?):(.*)$/.exec(line);
    if (tag) {
      field = { tag: tag[1]!, line: index + 1, lines: [tag[2]!] };
      if (tag[1] === '20' || messages.length === 0) messages.push([]);
      messages.at(-1)!.push(field);
    } else if (field !== null && line.trim() !== '') field.lines.push(line);
  });
  return messages;
}
