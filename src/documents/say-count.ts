/** `1 attachment`, `3 attachments`. */
export const sayCount = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
