import { baseOffenceCode } from './offence-code.ts';

/**
 * The Acts that the first four characters of the commonest codes stand for. The national list names no Act, so this is
 * general knowledge, held against titles of the list: shown as "not confirmed", and used to look for an offence by its Act.
 */
const acts: Readonly<Record<string, string>> = {
  CA03: 'Communications Act 2003',
  CD71: 'Criminal Damage Act 1971',
  CD98: 'Crime and Disorder Act 1998',
  CJ67: 'Criminal Justice Act 1967',
  CJ88: 'Criminal Justice Act 1988',
  FA06: 'Fraud Act 2006',
  FI68: 'Firearms Act 1968',
  MD71: 'Misuse of Drugs Act 1971',
  OF61: 'Offences against the Person Act 1861',
  OS23: 'Online Safety Act 2023',
  PC53: 'Prevention of Crime Act 1953',
  PH97: 'Protection from Harassment Act 1997',
  PL96: 'Police Act 1996',
  PU86: 'Public Order Act 1986',
  RT88: 'Road Traffic Act 1988',
  SC15: 'Serious Crime Act 2015',
  SX03: 'Sexual Offences Act 2003',
  TH68: 'Theft Act 1968',
  TH78: 'Theft Act 1978',
};

/** The Act that a code begins with, as far as this product knows it. */
export const actOfCode = (code: string): string | undefined => acts[baseOffenceCode(code).slice(0, 4)];
