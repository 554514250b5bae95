package dev.ocispec.sandbox;

import java.util.OptionalLong;

/**
 * How much a build may use: an immutable value. Memory, processes and processor time are limited
 * through control groups, where the host lets the caller set them; where it does not, the plan's
 * remarks say so.
 *
 * <p>Start from {@link #DEFAULT} and change what is to be otherwise: {@code
 * SandboxLimits.DEFAULT.withMemory(2L << 30)}. A limit that is too small to run anything is refused
 * with an {@link IllegalArgumentException}.
 */
public interface SandboxLimits {
  /** 4096 processes, 1 GiB in {@code /tmp}, 1024 open files, all memory and processors. */
  SandboxLimits DEFAULT =
      ImmutableSandboxLimits.builder()
          .processes(4096)
          .temporarySpace(1L << 30)
          .openFiles(1024)
          .build();

  /** Memory in bytes, from 1; empty for no limit. */
  OptionalLong memory();

  /** Processes and threads at once, from 1. */
  long processes();

  /**
   * Processor time in thousandths of a processor, from 10, so that 1500 is one and a half; empty
   * for no limit.
   */
  OptionalLong cpuMillis();

  /** Size of {@code /tmp} in bytes, from 4096. */
  long temporarySpace();

  /** Files that a process can have open, from 16. */
  long openFiles();

  /** The same with this much memory in bytes. */
  SandboxLimits withMemory(long bytes);

  /** The same with this many processes and threads at once. */
  SandboxLimits withProcesses(long count);

  /** The same with this many thousandths of a processor. */
  SandboxLimits withCpuMillis(long millis);

  /** The same with a {@code /tmp} of this many bytes. */
  SandboxLimits withTemporarySpace(long bytes);

  /** The same with this many open files for a process. */
  SandboxLimits withOpenFiles(long count);
}
