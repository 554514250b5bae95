package dev.ocispec.sandbox;

import java.util.OptionalLong;

/**
 * How much a build may use: an immutable value. Memory, processes and processor time are limited
 * through control groups, where the host lets the caller set them; where it does not, the plan's
 * remarks say so.
 *
 * <p>Start from {@link #DEFAULT} and change what should differ: {@code
 * SandboxLimits.DEFAULT.withMemory(2L << 30)}. A limit that is too small to run anything is refused
 * with an {@link IllegalArgumentException}.
 */
public interface SandboxLimits extends SandboxJacksonRefusal {
  /**
   * 512 processes, 1 GiB in {@code /tmp}, 1024 open files, seven eighths of the machine's memory,
   * and all processors. A build that runs away leaves the machine usable; one that uses many
   * processors at once may need more processes.
   */
  SandboxLimits DEFAULT =
      ImmutableSandboxLimits.builder()
          .processes(512)
          .temporarySpace(1L << 30)
          .openFiles(1024)
          .build();

  /**
   * {@return memory in bytes, from 1; when empty, seven eighths of the machine's, or what the
   * request asks for if that is more, and no limit where the machine's memory is not known}
   */
  OptionalLong memory();

  /**
   * {@return processes and threads at once, from 1}
   *
   * <p>Where control groups can't hold this limit, the build's user on the host has it, if that
   * user is nobody else's.
   */
  long processes();

  /**
   * {@return processor time in thousandths of a processor, from 10, so that 1500 is one and a half;
   * empty for no limit}
   */
  OptionalLong cpuMillis();

  /** {@return size of {@code /tmp} in bytes, from 4096} */
  long temporarySpace();

  /** {@return files that a process can have open, from 16} */
  long openFiles();

  /**
   * {@return the same with this much memory in bytes}
   *
   * @param bytes the memory
   */
  SandboxLimits withMemory(long bytes);

  /**
   * {@return the same with this many processes and threads at once}
   *
   * @param count the number of processes and threads
   */
  SandboxLimits withProcesses(long count);

  /**
   * {@return the same with this many thousandths of a processor}
   *
   * @param millis thousandths of a processor
   */
  SandboxLimits withCpuMillis(long millis);

  /**
   * {@return the same with a {@code /tmp} of this many bytes}
   *
   * @param bytes the space
   */
  SandboxLimits withTemporarySpace(long bytes);

  /**
   * {@return the same with this many open files for a process}
   *
   * @param count the number of files
   */
  SandboxLimits withOpenFiles(long count);
}
