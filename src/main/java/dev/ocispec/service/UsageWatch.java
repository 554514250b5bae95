package dev.ocispec.service;

import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.host.internal.ControlGroups;
import dev.ocispec.host.internal.GroupFiles;
import dev.ocispec.host.internal.GroupReading;
import dev.ocispec.host.internal.MemoryKills;
import dev.ocispec.host.internal.ProcessReading;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.spec.Spec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures one run of a container. The groups that it was in are read once it is over, since the
 * one above them stays; what they don't keep, and processes without groups, are looked at while
 * they are there: often at first, so that short builds are seen, and ever less often. A first
 * process that reports stays until it has been looked at, so that there is no such hurry. Until the
 * container has a process, nothing but that is looked for, since the runtime needs the time.
 */
final class UsageWatch implements AutoCloseable {
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long FIRST_PAUSE_REPORTED = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  /** What part of the time that has passed a pause is: the first of so many. */
  private static final long PART = 10;

  private final ScheduledExecutorService timer;
  private final String group;
  private final Supplier<OptionalLong> first;
  private final long firstPause;
  private final long begin = System.nanoTime();
  private final OptionalLong killsBefore = MemoryKills.onHost();
  private GroupFiles files = new GroupFiles(Set.of());
  private GroupReading groups = GroupReading.none();
  private Optional<ProcessReading> processes = Optional.empty();
  private Optional<FirstProcessReport> report = Optional.empty();
  private OptionalLong runtime = OptionalLong.empty();
  private Optional<Future<?>> next = Optional.empty();
  private GroupReading groupsBefore = GroupReading.none();
  private Optional<FirstProcessReport> before = Optional.empty();
  private boolean over;

  /**
   * Begins to watch.
   *
   * @param group the name of the control groups that the container is in or below
   * @param first tells the number of the container's first process once it is there
   * @param spec the container's specification, which tells whether that process is one that reports
   */
  UsageWatch(
      ScheduledExecutorService timer, String group, Supplier<OptionalLong> first, Spec spec) {
    this.timer = timer;
    this.group = group;
    this.first = first;
    this.firstPause =
        FirstProcess.architecture(spec).isPresent() ? FIRST_PAUSE_REPORTED : FIRST_PAUSE;
    schedule();
  }

  private synchronized void schedule() {
    if (over) {
      return;
    }
    long passed = System.nanoTime() - begin;
    long pause = Math.min(LONGEST_PAUSE, Math.max(firstPause, passed / PART));
    try {
      next = Optional.of(timer.schedule(this::look, pause, TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      over = true; // The service is closed, and the build about to be cancelled.
    }
  }

  private void look() {
    sample();
    schedule();
  }

  private synchronized void sample() {
    if (over) {
      return;
    }
    OptionalLong pid = first.get();
    if (pid.isPresent()) {
      find(); // The process is in them before it is told.
    }
    groups = groups.max(GroupReading.of(files));
    if (groups.isComplete()) {
      return;
    }
    if (pid.isPresent()) {
      ProcessReading.of(pid.getAsLong()).ifPresent(this::add);
      if (runtime.isEmpty()) {
        runtime = ProcessReading.parent(pid.getAsLong());
      }
    }
    // Once the first process has ended, all that the container used is what the runtime waited for.
    if (runtime.isPresent()) {
      ProcessReading.endedBelow(runtime.getAsLong()).ifPresent(this::add);
    }
  }

  private void find() {
    if (files.isNone()) {
      files = new GroupFiles(ControlGroups.places(group));
    }
  }

  private void add(ProcessReading reading) {
    processes = Optional.of(processes.map(reading::max).orElse(reading));
  }

  /**
   * The command starts only now: what had been used before is not its own. The highest memory and
   * the most processes stay where the kernel keeps such marks.
   *
   * @param used by all processes of the container that have ended
   */
  synchronized void commandStarts(FirstProcessReport used) {
    before = Optional.of(used);
    find();
    groupsBefore = GroupReading.of(files);
    groups = GroupReading.none();
    processes = Optional.empty();
  }

  /**
   * What the first process said in the end of all that it had waited for. The container's own
   * groups, which the runtime removes and some counts with them, are still there.
   */
  synchronized void reported(FirstProcessReport said) {
    report = Optional.of(said);
    find();
    groups = groups.max(GroupReading.of(files));
  }

  /**
   * Ends the watch; what the run used, by the last word of its groups. After the first process'
   * report there is nothing more to count: the command had ended by then.
   */
  synchronized Measured end() {
    close();
    if (report.isEmpty() || !groups.isComplete()) {
      find();
      groups = groups.max(GroupReading.of(files));
    }
    OptionalLong killsAfter = MemoryKills.onHost();
    boolean hostKilled =
        killsBefore.isPresent()
            && killsAfter.isPresent()
            && killsAfter.getAsLong() > killsBefore.getAsLong();
    return new Measured(
        groups.since(groupsBefore),
        processes.map(
            seen ->
                before
                    .map(used -> seen.since(used.userMicros(), used.systemMicros()))
                    .orElse(seen)),
        report,
        hostKilled);
  }

  @Override
  public synchronized void close() {
    over = true;
    next.ifPresent(future -> future.cancel(false));
  }
}
