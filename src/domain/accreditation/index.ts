export * from './accreditation.ts';
