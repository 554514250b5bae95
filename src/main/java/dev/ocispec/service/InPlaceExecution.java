package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.OutputListener;
import dev.ocispec.runtime.RunOptions;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/** A command in place while it runs: its streams and its time are watched, and what it uses. */
final class InPlaceExecution {
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final int KEPT = 16 * 1024;

  private final InPlaceOptionsValue options;
  private final SandboxLimits limits;
  private final BuildFolder folder;
  private final Bundle bundle;
  private final BuildStopper stop;

  InPlaceExecution(
      InPlaceOptionsValue options,
      SandboxLimits limits,
      BuildFolder folder,
      Bundle bundle,
      BuildStopper stop) {
    this.options = options;
    this.limits = limits;
    this.folder = folder;
    this.bundle = bundle;
    this.stop = stop;
  }

  /** Runs it to its end; the result has what was seen of its sandbox before. */
  InPlaceResult run(OciRuntime runtime, BuildNetworks networks, Optional<Attestation> seen) {
    return run(runtime, networks, Optional.empty(), () -> seen);
  }

  /** The same of a command whose sandbox is observed by its own first process. */
  InPlaceResult observed(OciRuntime runtime, BuildNetworks networks, InsideObservation inside) {
    return run(runtime, networks, Optional.of(inside), inside::seen);
  }

  private InPlaceResult run(
      OciRuntime runtime,
      BuildNetworks networks,
      Optional<InsideObservation> inside,
      Supplier<Optional<Attestation>> seen) {
    ScheduledThreadPoolExecutor timer = timer();
    try (UsageWatch watch =
        new UsageWatch(timer, folder.name(), folder::firstProcess, bundle.spec())) {
      InPlaceDeadline deadline = new InPlaceDeadline(options, stop, timer, runtime, folder.name());
      inside.ifPresentOrElse(
          observation ->
              observation.whenStarting(
                  used -> {
                    watch.commandStarts(used);
                    deadline.start();
                  }),
          deadline::start);
      InPlaceEnd end = new InPlaceEnd(watch, bundle.spec(), seen);
      BoundedLog bounded = new BoundedLog(limits.logBytes(), stop::request);
      try {
        RunResult run =
            networks.run(
                place ->
                    new CommandRun(runtime, folder.name(), bundle, watch::reported, inside)
                        .run(place, streams -> connect(streams, bounded)));
        return end.of(run, deadline.hasPassed());
      } catch (CallInterruptedException e) {
        return end.stopped(stop).orElseThrow(() -> e);
      } catch (HostUnreachableException e) {
        throw e;
      } catch (RuntimeException e) {
        return end.notRun(e);
      }
    } finally {
      timer.shutdownNow();
    }
  }

  private void connect(RunOptions run, BoundedLog bounded) {
    OutputListener nobody = bytes -> {};
    run.timeout(FOREVER)
        .keepBytes(KEPT)
        .stdout(bounded.of(options.stdout().orElse(nobody)))
        .stderr(bounded.of(options.stderr().orElse(nobody)));
    options.stdin().ifPresent(run::stdin);
    if (options.inheritStdin()) {
      run.inheritStdin();
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    return new ScheduledThreadPoolExecutor(
        1,
        task -> {
          Thread thread = new Thread(task, "ocispec-in-place-timer");
          thread.setDaemon(true);
          return thread;
        });
  }
}
