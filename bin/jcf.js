#!/usr/bin/env node
// Starts the command line through tsx, so that the sources run as they are.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

register('tsx/esm', pathToFileURL('./'));
await import(new URL('../src/main.ts', import.meta.url));
