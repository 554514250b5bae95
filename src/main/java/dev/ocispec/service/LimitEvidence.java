package dev.ocispec.service;

import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.Signal;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells a command that failed for itself from one that a limit of its container ended. Only what
 * was counted of the build itself is evidence, and only of a command that failed.
 */
final class LimitEvidence {
  /**
   * Old control groups forget their count of kills when the runtime removes them, and where no
   * first process reports the end nobody reads it last. A group that came this close to its limit
   * (one part of so many) has reached it: the kernel charges in batches.
   */
  private static final long CLOSE = 64;

  /** What a shell exits with whose last command was killed. */
  private static final int KILLED = 137;

  private final RunResult run;
  private final Measured measured;
  private final Spec spec;

  private LimitEvidence(RunResult run, Measured measured, Spec spec) {
    this.run = run;
    this.measured = measured;
    this.spec = spec;
  }

  /** What a failed command came to grief on; empty when it was no limit. */
  static Optional<LimitReached> of(RunResult run, Measured measured, Spec spec) {
    LimitEvidence evidence = new LimitEvidence(run, measured, spec);
    return run.isSuccess() ? Optional.empty() : evidence.memory().or(evidence::processes);
  }

  /**
   * What a failed command may have come to grief on, where nothing counts refused processes: it had
   * as many as it may. That is worth saying, but its code is that of any command that failed.
   */
  static Optional<LimitReached> possible(RunResult run, Measured measured, Spec spec) {
    OptionalLong limit = new LimitEvidence(run, measured, spec).processLimit();
    return run.isSuccess()
            || limit.isEmpty()
            || measured.refusedForks().isPresent()
            || measured.mostProcesses().orElse(0) < limit.getAsLong()
        ? Optional.empty()
        : Optional.of(
            new LimitReached(
                run.signal().isPresent() ? ReasonCode.SIGNAL : ReasonCode.EXIT,
                "it may have been refused a process, since it was at the limit of "
                    + limit.getAsLong()
                    + " processes and threads, set by SandboxLimits.processes (--processes)"));
  }

  private Optional<LimitReached> memory() {
    long kills = measured.groups().memoryKills().orElse(0);
    if (kills == 0 && !wasKilledAtTheLimit()) {
      return Optional.empty();
    }
    OptionalLong limit = memoryLimit();
    return Optional.of(
        new LimitReached(
            ReasonCode.OUT_OF_MEMORY,
            "the kernel had killed "
                + (kills > 1 ? kills + " of its processes" : "a process of it")
                + " because memory ran out"
                + (limit.isPresent()
                    ? "; the limit is "
                        + limit.getAsLong()
                        + " bytes, set by SandboxLimits.memory (--memory)"
                    : "")));
  }

  /** Killed, by nobody of this service, when the memory was at its limit, and by such a kill. */
  private boolean wasKilledAtTheLimit() {
    OptionalLong limit = memoryLimit();
    OptionalLong most = measured.groups().memory();
    return measured.memoryKills().isEmpty()
        && (run.signal().filter(Signal.KILL::equals).isPresent() || run.exitCode() == KILLED)
        && measured.hostKilled()
        && limit.isPresent()
        && most.isPresent()
        && most.getAsLong() >= limit.getAsLong() - limit.getAsLong() / CLOSE;
  }

  private Optional<LimitReached> processes() {
    if (measured.groups().refusedForks().orElse(0) == 0) {
      return Optional.empty();
    }
    OptionalLong limit = processLimit();
    return Optional.of(
        new LimitReached(
            ReasonCode.PROCESS_LIMIT,
            "the kernel had refused it a process beyond the limit of "
                + (limit.isPresent() ? limit.getAsLong() + " " : "")
                + "processes and threads, set by SandboxLimits.processes (--processes)"));
  }

  private OptionalLong memoryLimit() {
    Optional<Long> limit =
        resources()
            .flatMap(LinuxResources::memory)
            .map(LinuxMemory::limit)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong);
    return limit.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** Of the group, or, where there is none, of the build's user. */
  private OptionalLong processLimit() {
    Optional<Long> limit = resources().flatMap(LinuxResources::pids).map(LinuxPids::limit);
    return limit
        .or(this::processLimitOfTheUser)
        .map(OptionalLong::of)
        .orElseGet(() -> FirstProcess.processes(spec));
  }

  private Optional<Long> processLimitOfTheUser() {
    return spec.process().map(ContainerProcess::rlimits).stream()
        .flatMap(limits -> limits.stream())
        .filter(limit -> limit.type().equals(PosixRlimitType.RLIMIT_NPROC))
        .map(PosixRlimit::soft)
        .map(limit -> Long.parseUnsignedLong(limit.toString()))
        .findFirst();
  }

  private Optional<LinuxResources> resources() {
    return spec.linux().flatMap(Linux::resources);
  }
}
