#!/usr/bin/env node
// Starts the command line through tsx, so that the sources run as they are. The compiler's settings are found from this
// file: tsx would look for them in the folder the command is given in, and miss how pages are written.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
await import(new URL('../src/main.ts', import.meta.url));
