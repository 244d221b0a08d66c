import type { MaterialType } from '../../../domain/case-file/index.ts';

/** What each type code is, in words. The code stands beside it wherever it is a form's name. */
export const materialTypeWords = {
  '999': '999 call',
  BODY: 'Body map',
  BWV: 'Body-worn video',
  CAD: 'Incident log',
  CCTV: 'CCTV',
  CCTVLOG: 'CCTV viewing log',
  CR: 'Crime report',
  CUSTODY: 'Custody record',
  DACHECK: 'Domestic-abuse evidence checklist',
  DASH: 'Domestic-abuse risk assessment',
  EMAIL: 'Email',
  EXHIBIT: 'Exhibit',
  IMD: 'Investigation management document',
  INTEL: 'Intelligence',
  'INTERVIEW-AUDIO': 'Recording of interview',
  INTIM: 'No-contact page for prison',
  KEYCARD: 'Door or key card record',
  MEDICAL: 'Medical evidence',
  MG0: 'MG0 multimedia list',
  MG2: 'MG2 special measures assessment',
  MG3: 'MG3 report to the prosecutor',
  MG3A: 'MG3A further report to the prosecutor',
  MG4: 'MG4 charge sheet',
  MG4A: 'MG4A bail conditions',
  MG4D: 'MG4D postal requisition',
  MG5: 'MG5 police report',
  MG6: 'MG6 case file information',
  MG6B: 'MG6B officer’s disciplinary record',
  MG6C: 'MG6C schedule of non-sensitive unused material',
  MG6D: 'MG6D schedule of sensitive material',
  MG6E: 'MG6E disclosure officer’s report',
  MG7: 'MG7 remand application',
  MG8: 'MG8 breach of bail',
  MG9: 'MG9 witness list',
  MG10: 'MG10 witness availability',
  MG11: 'MG11 statement',
  MG11B: 'MG11 contact and care sheet',
  MG12: 'MG12 exhibit list',
  MG13: 'MG13 application for an order on conviction',
  MG15: 'MG15 interview record',
  MG16: 'MG16 bad character',
  MG18: 'MG18 other offences',
  MG19: 'MG19 compensation',
  MG20: 'MG20 further evidence report',
  MG21: 'MG21 forensic submission',
  MGDD: 'MGDD drink or drug drive procedure',
  PHONEDATA: 'Telephone data',
  PHOTO: 'Photograph',
  PNB: 'Pocket notebook',
  PNC: 'Suspect’s record',
  'PNC-W': 'Victim’s or witness’s record check',
  SDC: 'Streamlined disclosure certificate',
  SFR1: 'Streamlined forensic report',
  VIPER: 'Identification procedure',
  VPS: 'Victim personal statement',
  VRI: 'Visually recorded interview',
  WARDBOOK: 'Ward or record book',
  YOUTH: 'Youth information',
} as const satisfies Record<MaterialType, string>;

export const sayType = (type: MaterialType): string => materialTypeWords[type];

/** `3 kB`, `1.2 MB`: as people say the size of a file. */
export const saySize = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;
