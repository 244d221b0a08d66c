/** Who the log names for copies that are made. */
export const copyMaker = 'copies';
