package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.Attestor;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.UninterruptedWait;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunOptions;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.Signal;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.SandboxPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One command in place, from its plan to its end, on the thread that calls {@link #run()}. */
final class InPlaceRun {
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Duration CLEAN_UP = Duration.ofSeconds(60);
  private static final int KEPT = 16 * 1024;

  private final ServiceFolder service;
  private final HostFacts caller;
  private final InPlaceCommand command;
  private final InPlaceOptionsValue options;
  private final BuildStopper stop = new BuildStopper();
  private final CountDownLatch cleaned = new CountDownLatch(1);
  private volatile boolean ending;

  InPlaceRun(
      ServiceFolder service,
      HostFacts caller,
      InPlaceCommand command,
      InPlaceOptionsValue options) {
    this.service = service;
    this.caller = caller;
    this.command = command;
    this.options = options;
  }

  InPlaceResult run() {
    Thread hook = new Thread(this::end, "ocispec-in-place-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return inFolder();
    } finally {
      cleaned.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        ending = true; // The Java process is ending; the hook has what it waits for.
      }
    }
  }

  /** The Java process is ending: it goes on once the command is gone and cleaned up after. */
  private void end() {
    ending = true;
    stop.request(BuildStatus.CANCELLED);
    UninterruptedWait.atMost(CLEAN_UP, nanos -> cleaned.await(nanos, TimeUnit.NANOSECONDS));
  }

  private InPlaceResult inFolder() {
    stop.begin();
    BuildFolder made = BuildFolder.make(service, options.runtime().executable().toUri().toString());
    boolean gone = false;
    try {
      InPlaceResult result = inContainer(made);
      gone = !result.timedOut();
      return result;
    } finally {
      stop.end();
      clean(made, gone);
    }
  }

  private InPlaceResult inContainer(BuildFolder made) {
    OciRuntime runtime = made.runtime(options.runtime());
    HostFacts facts = facts(runtime);
    SandboxPlan plan = options.sandbox().plan(command, facts);
    plan.remarks().forEach(options.remarks());
    Bundle bundle = Bundle.create(made.bundle(), request(), plan, caller);
    lend(made, plan);
    Optional<Attestation> seen = Optional.empty();
    if (options.attest()) {
      seen = Optional.of(attest(made, bundle, runtime, facts));
      if (!seen.get().holds()) {
        return result(Duration.ZERO, false).attestation(seen).build();
      }
    }
    long started = System.nanoTime();
    try (InPlaceDeadline deadline = deadline(runtime, made.name())) {
      try {
        RunResult run = runtime.run(made.name(), bundle.folder(), this::connect);
        return result(run.duration(), deadline.hasPassed())
            .exitCode(run.exitCode())
            .signal(run.signal())
            .attestation(seen)
            .build();
      } catch (CallInterruptedException e) {
        if (stop.cause().filter(BuildStatus.TIMED_OUT::equals).isEmpty()) {
          throw e;
        }
        Signal killed = Signal.KILL;
        return result(Duration.ofNanos(System.nanoTime() - started), true)
            .exitCode(128 + killed.number())
            .signal(killed)
            .attestation(seen)
            .build();
      }
    }
  }

  private static ImmutableInPlaceResult.Builder result(Duration duration, boolean timedOut) {
    return ImmutableInPlaceResult.builder().duration(duration).timedOut(timedOut);
  }

  private HostFacts facts(OciRuntime runtime) {
    HostFacts host = new TriedHost(service.path()).after(options.facts()).apply(command);
    if (host.runtimeFeatures().isPresent()) {
      return host;
    }
    CachedFeatures.Answer answer = new CachedFeatures().of(runtime);
    answer.remark().ifPresent(options.remarks());
    return answer
        .features()
        .map(known -> host.toBuilder().runtimeFeatures(known).build())
        .orElse(host);
  }

  private BuildRequest request() {
    return BuildRequest.builder().commandArgs(command.args()).build();
  }

  private InPlaceDeadline deadline(OciRuntime runtime, String container) {
    return options
        .timeout()
        .map(limit -> InPlaceDeadline.start(limit, options.killDelay(), stop, runtime, container))
        .orElseGet(() -> InPlaceDeadline.none(stop));
  }

  private void connect(RunOptions run) {
    run.timeout(FOREVER).keepBytes(KEPT);
    options.stdout().ifPresent(run::stdout);
    options.stderr().ifPresent(run::stderr);
    options.stdin().ifPresent(run::stdin);
    if (options.inheritStdin()) {
      run.inheritStdin();
    }
  }

  /** Root's command is another user, who has to be able to work in the folder. */
  private void lend(BuildFolder made, SandboxPlan plan) {
    long uid = plan.identity().hostUid().orElse(caller.uid());
    if (uid != caller.uid()) {
      long gid = plan.identity().hostGid().orElse(caller.gid());
      FolderLoan.give(made.path(), command.folder(), uid, gid);
    }
  }

  private Attestation attest(BuildFolder made, Bundle bundle, OciRuntime runtime, HostFacts facts) {
    try {
      return new Attestor(bundle, facts).observe(runtime, made.probeName(), made.probe());
    } finally {
      Stream.concat(Stream.of(command.folder()), command.writable().stream())
          .map(folder -> folder.resolve(Attestor.ATTEMPT))
          .forEach(InPlaceRun::delete);
    }
  }

  /** What the probe made to see whether it can. */
  private static void delete(Path attempt) {
    try {
      Files.deleteIfExists(attempt);
    } catch (IOException e) {
      throw new BundleAccessException("remove", attempt, e);
    }
  }

  private void clean(BuildFolder made, boolean containerIsGone) {
    if (!containerIsGone) {
      if (ending) {
        made.awaitContainersGone();
      }
      made.orphans().kill();
    }
    try {
      FolderLoan.settle(made.path());
    } catch (IOException e) {
      throw new BundleAccessException("take back", command.folder(), e);
    }
    made.remove(caller);
  }
}
