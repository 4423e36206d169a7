import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/server/src/testing/free-port.ts';

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'apps/server/dist/main.js');
const startMs = 60_000;
const stopMs = 20_000;
/** Names the folder that installations begin as a copy of; made before the first journey. */
export const templateVariable = 'E2E_TEMPLATE';

/**
 * The built product as people run it: a process of its own with a data folder and, unless `DATABASE_URL` is set,
 * embedded PostgreSQL of its own.
 */
export interface Product {
  /** `http://127.0.0.1:<port>`; the same after each restart. */
  url: string;
  port: number;
  smtpPort: number;
  dataDir: string;
  /** The outside PostgreSQL; null: the embedded one. */
  databaseUrl: string | null;
  /** Of the present process. */
  pid(): number;
  /** Everything that was printed since the first start, logs included. */
  output(): string;
  /** The one-time link of the last start; fails when it printed none. */
  setupLink(): string;
  /** SIGKILL to Node, as a crash: nothing is tidied up. PostgreSQL goes on alone. */
  kill(): Promise<void>;
  /** Starts again on the same data and ports; resolves once it answers. */
  start(): Promise<void>;
  /** SIGTERM; resolves to the exit code once the process and its database are gone. */
  stop(): Promise<number>;
  /** Stops what still runs and removes the data. */
  remove(): Promise<void>;
}

interface Start {
  env?: Record<string, string>;
  args?: string[];
  /** One that is there already, and stays. */
  dataDir?: string;
  /** Begins with the migrated database of the template, where there is one, and not with an empty folder. */
  prepared?: boolean;
}

/** Starts the built product on an empty data folder, on a copy of the template, or on a folder that is there already. */
export async function startProduct(input: Start = {}): Promise<Product> {
  if (!existsSync(bundle)) throw new Error('not built: run npm run build first');
  const dataDir = input.dataDir ?? newFolder(input);
  const port = await freePort();
  const smtpPort = await freePort();
  const env = {
    ...inherited(),
    // A quick hash: passwords have their own tests, and here each sign-in would cost tens of milliseconds.
    VENTANILLA_PASSWORD_MEMORY_KIB: '1024',
    VENTANILLA_DATA: dataDir,
    VENTANILLA_PORT: String(port),
    VENTANILLA_SMTP_PORT: String(smtpPort),
    VENTANILLA_LOG_LEVEL: 'warn',
    LANG: 'es_MX.UTF-8',
    ...input.env,
  };
  const started: { child: ChildProcess; exited: Promise<number> }[] = [];
  let output = '';

  async function start() {
    const child = spawn(process.execPath, [bundle, ...(input.args ?? [])], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const before = output.length;
    let wake = () => {};
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        wake();
      });
    }
    const exited = new Promise<number>((resolve) => {
      child.on('close', (code, signal) => {
        resolve(code ?? (signal === 'SIGKILL' ? 137 : 143));
        wake();
      });
    });
    started.push({ child, exited });
    const late = setTimeout(() => child.kill('SIGKILL'), startMs);
    while (!output.slice(before).includes('Los datos viven en')) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the product ended while starting:\n${output.slice(before)}`);
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    clearTimeout(late);
  }

  const current = () => {
    const one = started.at(-1);
    if (!one) throw new Error('the product was never started');
    return one;
  };

  const product: Product = {
    url: `http://127.0.0.1:${port}`,
    port,
    smtpPort,
    dataDir,
    databaseUrl: input.env?.DATABASE_URL ?? null,
    pid: () => current().child.pid!,
    output: () => output,
    setupLink() {
      const link = [...output.matchAll(/http:\S+\/setup#token=\S+/g)].at(-1)?.[0];
      if (!link) throw new Error(`no set-up link in:\n${output}`);
      return link;
    },
    async kill() {
      current().child.kill('SIGKILL');
      await current().exited;
    },
    start,
    async stop() {
      const { child, exited } = current();
      if (child.exitCode !== null || child.signalCode !== null) return exited;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
      const code = await exited;
      clearTimeout(late);
      return code;
    },
    async remove() {
      // A killed process leaves its PostgreSQL running; only a process of the product ends it in order.
      const { child } = current();
      if (child.signalCode === 'SIGKILL' && product.databaseUrl === null) await start();
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  try {
    await start();
    // The link comes a moment after the address.
    if (!input.dataDir) await waitForLink(product);
  } catch (error) {
    await product.stop();
    if (!input.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    throw error;
  }
  return product;
}

function newFolder({ env, prepared }: Start): string {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-e2e-'));
  const template = process.env[templateVariable];
  // Owners are kept: as root, PostgreSQL's files belong to a user of their own.
  if (prepared && template && !env?.DATABASE_URL) execFileSync('cp', ['-a', `${template}/.`, folder]);
  return folder;
}

async function waitForLink(product: Product): Promise<void> {
  const end = performance.now() + 5_000;
  while (!/\/setup#token=\S+\s/.test(product.output()) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The environment without what would change the product or its language. */
export function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VENTANILLA_|DATABASE_|LANG|LC_|NODE_OPTIONS)/.test(name),
    ),
  );
}
