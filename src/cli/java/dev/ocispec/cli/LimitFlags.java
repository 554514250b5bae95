package dev.ocispec.cli;

import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import dev.ocispec.sandbox.SandboxProfile;
import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The options that say how much a build may use. */
final class LimitFlags {
  private static final String CPUS = "--cpus";

  private final CliCommand command;
  private SandboxLimits limits = SandboxLimits.DEFAULT;

  private LimitFlags(CliCommand command) {
    this.command = command;
  }

  static void declare(CliCommand command) {
    command.option("--memory", "SIZE", "Memory limit, for example 2G; default: 7/8 of the host's.");
    command.option("--processes", "N", "Limit of processes and threads; default: 512.");
    command.option(CPUS, "N", "Processors to use at most, for example 1.5; default: all.");
    command.option("--open-files", "N", "Open files of a process; default: 524288.");
    command.option("--tmp-size", "SIZE", "Size of /tmp; default: 1G.");
    command.option("--shm-size", "SIZE", "Size of /dev/shm; default: 64M.");
    command.flag("--shm-exec", "Let programs in /dev/shm be executed.");
    command.option("--log-size", "SIZE", "Bytes the command may print; default: no limit.");
  }

  /** The limits of folders that are made for the build, and of what is taken out of them. */
  static void declareForFolders(CliCommand command) {
    command.option("--disk", "SIZE", "Bytes in all writable directories; default: no limit.");
    command.option("--disk-files", "N", "Files in all writable directories; default: no limit.");
    command.option("--output-size", "SIZE", "Bytes of all outputs; default: no limit.");
  }

  /** The sandbox with the limits that the options set. */
  static Sandbox apply(CliCommand command, Sandbox sandbox) {
    SandboxLimits limits = new LimitFlags(command).limits();
    if (limits.equals(SandboxLimits.DEFAULT)) {
      return sandbox;
    }
    if (sandbox.profile() == SandboxProfile.TVIX) {
      throw new UsageException("the profile tvix knows no limits; leave the options for them out");
    }
    return sandbox.limits(limits);
  }

  private SandboxLimits limits() {
    size("--memory", SandboxLimits::withMemory);
    count("--processes", SandboxLimits::withProcesses);
    cpus();
    count("--open-files", SandboxLimits::withOpenFiles);
    size("--tmp-size", SandboxLimits::withTemporarySpace);
    size("--shm-size", SandboxLimits::withSharedMemory);
    if (command.has("--shm-exec")) {
      limits = limits.withSharedMemoryExec(true);
    }
    size("--log-size", SandboxLimits::withLogBytes);
    if (command.declares("--disk")) {
      size("--disk", SandboxLimits::withDisk);
      count("--disk-files", SandboxLimits::withDiskFiles);
      size("--output-size", SandboxLimits::withOutputBytes);
    }
    return limits;
  }

  private void size(String option, BiFunction<SandboxLimits, Long, SandboxLimits> set) {
    @Nullable String text = command.value(option);
    if (text != null) {
      set(option, text, SizeOption.parse(option, text), set);
    }
  }

  private void count(String option, BiFunction<SandboxLimits, Long, SandboxLimits> set) {
    @Nullable String text = command.value(option);
    if (text != null) {
      if (!text.matches("[0-9]{1,18}")) {
        throw new UsageException(option + ": expected a whole number, found " + text);
      }
      set(option, text, Long.parseLong(text), set);
    }
  }

  private void cpus() {
    @Nullable String text = command.value(CPUS);
    if (text != null) {
      if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
        throw new UsageException(
            CPUS + ": expected a number of processors such as 2 or 1.5, found " + text);
      }
      long millis = new BigDecimal(text).movePointRight(3).longValueExact();
      set(CPUS, text, millis, SandboxLimits::withCpuMillis);
    }
  }

  private void set(
      String option, String text, long value, BiFunction<SandboxLimits, Long, SandboxLimits> set) {
    try {
      limits = set.apply(limits, value);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + " " + text + ": " + e.getMessage());
    }
  }
}
