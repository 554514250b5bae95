package dev.ocispec.sandbox;

import java.util.OptionalLong;

/**
 * How much a build may use. Memory, processes and processor time are limited through control
 * groups, where the host lets the caller set them; where it does not, the plan's remarks say so.
 *
 * <p>Start from {@link #DEFAULT} and change what is to be otherwise: {@code
 * SandboxLimits.DEFAULT.withMemory(2L << 30)}.
 *
 * @param memory memory in bytes, from 1; empty for no limit
 * @param processes processes and threads at once, from 1
 * @param cpuMillis processor time in thousandths of a processor, from 10, so that 1500 is one and a
 *     half; empty for no limit
 * @param temporarySpace size of {@code /tmp} in bytes, from 4096
 * @param openFiles files that a process can have open, from 16
 */
public record SandboxLimits(
    OptionalLong memory,
    long processes,
    OptionalLong cpuMillis,
    long temporarySpace,
    long openFiles) {

  /** 4096 processes, 1 GiB in {@code /tmp}, 1024 open files, all memory and processors. */
  public static final SandboxLimits DEFAULT =
      new SandboxLimits(OptionalLong.empty(), 4096, OptionalLong.empty(), 1L << 30, 1024);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when a limit is too small to run anything
   */
  public SandboxLimits {
    atLeast("memory", 1, memory.orElse(1));
    atLeast("processes", 1, processes);
    atLeast("cpuMillis", 10, cpuMillis.orElse(10));
    atLeast("temporarySpace", 4096, temporarySpace);
    atLeast("openFiles", 16, openFiles);
  }

  /** The same with this much memory in bytes. */
  public SandboxLimits withMemory(long bytes) {
    return new SandboxLimits(
        OptionalLong.of(bytes), processes, cpuMillis, temporarySpace, openFiles);
  }

  /** The same with this many processes and threads at once. */
  public SandboxLimits withProcesses(long count) {
    return new SandboxLimits(memory, count, cpuMillis, temporarySpace, openFiles);
  }

  /** The same with this many thousandths of a processor. */
  public SandboxLimits withCpuMillis(long millis) {
    return new SandboxLimits(memory, processes, OptionalLong.of(millis), temporarySpace, openFiles);
  }

  /** The same with a {@code /tmp} of this many bytes. */
  public SandboxLimits withTemporarySpace(long bytes) {
    return new SandboxLimits(memory, processes, cpuMillis, bytes, openFiles);
  }

  /** The same with this many open files for a process. */
  public SandboxLimits withOpenFiles(long count) {
    return new SandboxLimits(memory, processes, cpuMillis, temporarySpace, count);
  }

  private static void atLeast(String name, long least, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "expected " + name + " of at least " + least + ", found " + found);
    }
  }
}
