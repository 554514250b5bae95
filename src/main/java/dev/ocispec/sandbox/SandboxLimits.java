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
   * 512 processes, 1 GiB in {@code /tmp}, 64 MiB in {@code /dev/shm} where nothing is executed,
   * 524288 open files, seven eighths of the machine's memory, all processors, and no limit of what
   * is written to disk, left as outputs or printed. A build that runs away leaves the machine
   * usable; one that uses many processors at once may need more processes.
   */
  SandboxLimits DEFAULT =
      ImmutableSandboxLimits.builder()
          .processes(512)
          .temporarySpace(1L << 30)
          .sharedMemory(64L << 20)
          .openFiles(524_288)
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

  /** {@return size of {@code /dev/shm} in bytes, from 4096} */
  long sharedMemory();

  /** {@return whether what is in {@code /dev/shm} can be executed; false by default} */
  boolean sharedMemoryExec();

  /**
   * {@return files that a process can have open, from 16}
   *
   * <p>A process starts with 1024, or with this if it is less, since older programs break with
   * more, and can raise that to this number. Where the host lets the caller have fewer, those are
   * the limit and a remark says so.
   */
  long openFiles();

  /** {@return bytes in all writable folders together, from 4096; empty for no limit} */
  OptionalLong disk();

  /** {@return files and folders in all writable folders together, from 1; empty for no limit} */
  OptionalLong diskFiles();

  /** {@return bytes of all outputs together, from 0; empty for no limit} */
  OptionalLong outputBytes();

  /** {@return bytes that the command may print, from 0; empty for no limit} */
  OptionalLong logBytes();

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
   * {@return the same with a {@code /dev/shm} of this many bytes}
   *
   * @param bytes the space
   */
  SandboxLimits withSharedMemory(long bytes);

  /**
   * {@return the same with a {@code /dev/shm} that programs can, or can't, be executed in}
   *
   * @param value whether they can
   */
  SandboxLimits withSharedMemoryExec(boolean value);

  /**
   * {@return the same with so many bytes in all writable folders}
   *
   * @param bytes the bytes
   */
  SandboxLimits withDisk(long bytes);

  /**
   * {@return the same with so many files and folders in all writable folders}
   *
   * @param count the number of files and folders
   */
  SandboxLimits withDiskFiles(long count);

  /**
   * {@return the same with outputs of at most so many bytes}
   *
   * @param bytes the bytes
   */
  SandboxLimits withOutputBytes(long bytes);

  /**
   * {@return the same with a command that may print so many bytes}
   *
   * @param bytes the bytes
   */
  SandboxLimits withLogBytes(long bytes);

  /**
   * {@return the same with this many open files for a process}
   *
   * @param count the number of files
   */
  SandboxLimits withOpenFiles(long count);
}
