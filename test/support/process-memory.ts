/** How much of the computer's memory processes have. */
import { readFile } from 'node:fs/promises';

/**
 * Bytes that those of the processes have in memory whose command line has `mark` in it; `null` where the system does not
 * tell, which only Linux does: https://docs.kernel.org/filesystems/proc.html
 */
export async function memoryOf(processes: readonly number[], mark: string): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const sizes = await Promise.all(processes.map((id) => sizeOf(id, mark)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(id: number, mark: string): Promise<number> {
  try {
    if (!(await readFile(`/proc/${id}/cmdline`, 'utf8')).includes(mark)) return 0;
    const status = await readFile(`/proc/${id}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0; // It has ended meanwhile.
  }
}
