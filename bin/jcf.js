#!/usr/bin/env node
// Starts the command line through tsx, so that the sources run as they are.
import { register } from 'tsx/esm/api';

register();
await import(new URL('../src/main.ts', import.meta.url));
