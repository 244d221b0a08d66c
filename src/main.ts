import { readConfig } from './config.ts';

/** One command: what it does in a sentence, and its code, loaded when it is asked for. */
interface CommandEntry {
  readonly does: string;
  readonly load: () => Promise<(args: readonly string[]) => Promise<number>>;
}

/** The commands of `jcf`. Each loads what it needs, so that those without a database stay quick. */
const commands: Readonly<Record<string, CommandEntry>> = {
  serve: { does: 'Start the web service (also: npm start)', load: () => Promise.resolve(serveUntilStopped) },
  config: { does: 'Check the settings and show what they come to', load: () => Promise.resolve(showConfig) },
  import: {
    does: 'Take in case bundles: jcf import DIR… [--reason TEXT]',
    load: async () => (await import('./command-line.ts')).importBundles,
  },
  limits: {
    does: 'Work out time limits: jcf limits FILE [--json]',
    load: async () => (await import('./command-line.ts')).limits,
  },
  check: {
    does: 'Check a bundle against the file standard: jcf check DIR [--kind K] [--edition E] [--json]',
    load: async () => (await import('./command-line.ts')).check,
  },
  suggest: {
    does: 'Find personal data in files: jcf suggest FILE… [--case DIR] [--recipient cps|defence|court|public] [--kept] [--json]',
    load: async () => (await import('./command-line.ts')).suggest,
  },
  redact: {
    does: 'Take regions out of a PDF for good, or refuse: jcf redact IN --regions R.json --out OUT [--json]',
    load: async () => (await import('./command-line.ts')).redact,
  },
  verify: {
    does: 'Look for what is left in a redacted PDF: jcf verify FILE [--against R.json] [--original FILE] [--read-pictures] [--json]',
    load: async () => (await import('./command-line.ts')).verify,
  },
  compare: {
    does: 'Say what another edition of the file standard would change: jcf compare EDITION --force CODE [--json]',
    load: async () => (await import('./command-line.ts')).compare,
  },
  rebuild: {
    does: 'Compare the tables with the log: jcf rebuild --verify; fill them anew: jcf rebuild [--reason TEXT]',
    load: async () => (await import('./command-line.ts')).rebuild,
  },
  backup: {
    does: 'Copy database and documents while the service works: jcf backup DIR [--reason TEXT]',
    load: async () => (await import('./command-line.ts')).backup,
  },
  restore: {
    does: 'Put a backup into an empty JCF_DATA and check it: jcf restore DIR [--reason TEXT]',
    load: async () => (await import('./command-line.ts')).restore,
  },
  export: {
    does: 'Write the log as text, to move to another server: jcf export DIR [--documents] [--reason TEXT]',
    load: async () => (await import('./command-line.ts')).exportLog,
  },
  'import-log': {
    does: 'Take an export into an empty database and check it: jcf import-log DIR [--reason TEXT]',
    load: async () => (await import('./command-line.ts')).importLog,
  },
};

const usage = (): string =>
  [
    'Usage: jcf COMMAND …',
    '',
    ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(12)}${does}`),
  ].join('\n');

/**
 * Runs one command. Exit codes: 0 fine; 1 the answer is no, or a fault of ours; 2 bad input or a start that can't be,
 * with a sentence that says what to do.
 */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    console.log(usage());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(`jcf has no command called ${name}.\n\n${usage()}`);
    return 2;
  }
  if (args.some((each) => each === '--help' || each === '-h')) {
    console.log(`${command.does}\nExit codes: 0 fine, 1 the answer is no, 2 bad input. More: docs/operate.md`);
    return 0;
  }
  try {
    return await (
      await command.load()
    )(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'Something went wrong.');
    return 1;
  }
}

/** Prints what the settings come to, secrets left out, and what is doubtful about them. */
async function showConfig(): Promise<number> {
  const read = readConfig(process.env);
  if (!read.ok) {
    read.faults.forEach((fault) => console.error(fault));
    return 2;
  }
  const { configInWords } = await import('./config-words.ts');
  configInWords(read.config).forEach((line) => console.log(line));
  read.config.warnings.forEach((warning) => console.error(warning));
  return 0;
}

/** What nothing else caught: said without words that could quote somebody, as a line of the log, and the process ends. */
async function sayWhatEndsIt(): Promise<void> {
  const { describeFault } = await import('./application/describe-fault.ts');
  process.on('uncaughtException', (error) => {
    console.error(JSON.stringify({ level: 'fatal', time: new Date().toISOString(), fault: describeFault(error) }));
    process.exit(1);
  });
}

async function serveUntilStopped(): Promise<number> {
  const read = readConfig(process.env);
  if (!read.ok) {
    read.faults.forEach((fault) => console.error(fault));
    return 2;
  }
  await sayWhatEndsIt();
  const { serve, signInTable } = await import('./serve.ts');
  let serving: Awaited<ReturnType<typeof serve>>;
  try {
    serving = await serve(read.config, (sentence) => console.log(sentence));
  } catch (error) {
    // Everything that can keep it from starting says what to do; the cause is for whoever has to look further.
    console.error(error instanceof Error ? error.message : 'The service could not start.');
    if (error instanceof Error && error.cause instanceof Error) console.error(`(${error.cause.message})`);
    return 2;
  }
  // Listened for before anybody is told that it runs: a signal that came in between would end it without order.
  const signal = firstSignal();
  console.log(`Joint Case File is at ${serving.origin}`);
  if (serving.deps.demonstration !== undefined) {
    console.log('Made-up data only. Sign in without a password as:');
    (await signInTable(serving.deps)).forEach((line) => console.log(`  ${line}`));
  }
  return await stopped(serving, signal);
}

/** Settles when this process is asked to stop. A second signal ends it at once. */
function firstSignal(): Promise<'signal'> {
  let asked = 0;
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        asked += 1;
        if (asked > 1) process.exit(1);
        resolve('signal');
      });
    }
  });
}

/** Waits for the signal, or for the database to go, and shuts down in order. */
async function stopped(
  serving: { readonly lost: Promise<void>; readonly stop: () => Promise<void> },
  signal: Promise<'signal'>,
): Promise<number> {
  const why = await Promise.race([signal, serving.lost.then(() => 'lost' as const)]);
  if (why === 'lost') console.error('The database server has stopped, so the service stops too. Start it again.');
  else console.log('Stopping.');
  // A last resort: the database and those who sit on a connection have had their time.
  setTimeout(() => {
    console.error('It did not stop in order within 50 seconds, so it ends now. What was saved is saved.');
    process.exit(1);
  }, 50_000).unref();
  await serving.stop();
  return why === 'lost' ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
