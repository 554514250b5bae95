package dev.ocispec.request;

import java.util.OptionalLong;

/**
 * How much a build wants to be allowed at most: an immutable value. Of each of these and the
 * sandbox's own limit the stricter one holds, so a request can only take away. An absent limit
 * leaves the sandbox's.
 */
public interface BuildLimits extends RequestJacksonRefusal {
  /** {@return memory in bytes, from 1} */
  OptionalLong memory();

  /** {@return processes and threads at once, from 1} */
  OptionalLong processes();

  /** {@return processor time in thousandths of a processor, from 10} */
  OptionalLong cpuMillis();

  /** {@return files that a process can have open, from 16} */
  OptionalLong openFiles();

  /** {@return size of {@code /tmp} in bytes, from 4096} */
  OptionalLong temporarySpace();

  /** {@return size of {@code /dev/shm} in bytes, from 4096} */
  OptionalLong sharedMemory();

  /** {@return bytes in all writable folders together, from 4096} */
  OptionalLong disk();

  /** {@return files and folders in all writable folders together, from 1} */
  OptionalLong diskFiles();

  /** {@return bytes of all outputs together, from 0} */
  OptionalLong outputBytes();

  /** {@return bytes that the command may print, from 0} */
  OptionalLong logBytes();

  /** {@return limits of which none is set} */
  static BuildLimits none() {
    return builder().build();
  }

  /** {@return a builder with nothing set} */
  static Builder builder() {
    return ImmutableBuildLimits.builder();
  }

  /** {@return a builder that starts from this value} */
  default Builder toBuilder() {
    return ImmutableBuildLimits.builder().from(this);
  }

  /** Collects limits. They are checked with the request that they become part of. */
  interface Builder {
    /**
     * Sets the memory in bytes.
     *
     * @param bytes the memory
     * @return this builder
     */
    Builder memory(long bytes);

    /**
     * Sets the number of processes and threads at once.
     *
     * @param count the number of processes and threads
     * @return this builder
     */
    Builder processes(long count);

    /**
     * Sets the processor time.
     *
     * @param millis thousandths of a processor
     * @return this builder
     */
    Builder cpuMillis(long millis);

    /**
     * Sets how many files a process can have open.
     *
     * @param count the number of files
     * @return this builder
     */
    Builder openFiles(long count);

    /**
     * Sets the size of {@code /tmp}.
     *
     * @param bytes the size
     * @return this builder
     */
    Builder temporarySpace(long bytes);

    /**
     * Sets the size of {@code /dev/shm}.
     *
     * @param bytes the size
     * @return this builder
     */
    Builder sharedMemory(long bytes);

    /**
     * Sets how many bytes the writable folders hold.
     *
     * @param bytes the bytes
     * @return this builder
     */
    Builder disk(long bytes);

    /**
     * Sets how many files and folders the writable folders hold.
     *
     * @param count the number of files and folders
     * @return this builder
     */
    Builder diskFiles(long count);

    /**
     * Sets how many bytes the outputs have.
     *
     * @param bytes the bytes
     * @return this builder
     */
    Builder outputBytes(long bytes);

    /**
     * Sets how many bytes the command prints.
     *
     * @param bytes the bytes
     * @return this builder
     */
    Builder logBytes(long bytes);

    /**
     * Makes the value; the builder can be reused.
     *
     * @return the limits
     */
    BuildLimits build();
  }
}
