package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.Attestor;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.OciException;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.sandbox.SandboxShell;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One build from its request to its result, on the thread that calls {@link #run()}. */
final class BuildRun {
  private static final int KEPT_LOG = 16 * 1024;

  /** The deadline is watched here; the runtime's own is only there in case that fails. */
  private static final Duration RUNTIME_GRACE = Duration.ofMinutes(5);

  private final ServiceContext service;
  private final BuildRequest request;
  private final BuildOptionsValue options;
  private final BuildStopper stop;
  private final Optional<OutputDestination> outputFolder;
  private Optional<BuildFolder> folder = Optional.empty();
  private Optional<Bundle> bundle = Optional.empty();
  private Optional<Attestation> attestation = Optional.empty();
  private SandboxLimits limits = SandboxLimits.DEFAULT;
  private Optional<ScratchVolume> volume = Optional.empty();
  private Optional<DiskGuard> disk = Optional.empty();
  private Optional<TemporaryWatch> temporary = Optional.empty();
  private Optional<Measured> measured = Optional.empty();
  private boolean stranded;
  private CommandLog log;
  private OciRuntime launched;
  private HostFacts host;
  private Optional<BuildIdLease> lease = Optional.empty();
  private long started = System.nanoTime();

  BuildRun(
      ServiceContext service, BuildRequest request, BuildOptionsValue options, BuildStopper stop) {
    this.service = service;
    this.request = request;
    this.options = options;
    this.stop = stop;
    this.launched = service.runtime();
    this.host = service.caller();
    this.log = new CommandLog(options.listener(), options.logTail());
    this.outputFolder = options.outputFolder().map(OutputDestination::new);
  }

  BuildResult run() {
    try {
      return toItsEnd();
    } finally {
      lease.ifPresent(BuildIdLease::close);
    }
  }

  private BuildResult toItsEnd() {
    stop.begin();
    BuildOutcome outcome;
    try {
      outcome = moved(attempt());
      inspect(outcome);
    } catch (RuntimeException | Error e) {
      try {
        clean(false);
      } catch (RuntimeException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
    Duration duration = outcome.run().map(RunResult::duration).orElseGet(this::elapsed);
    try {
      phase(BuildPhase.CLEANING);
      clean(outcome.run().isPresent());
    } catch (OciException e) {
      outcome = BuildOutcome.of(e);
    }
    return result(outcome, duration);
  }

  /** Lets a command that failed be looked into, on what it left. */
  private void inspect(BuildOutcome outcome) {
    if (outcome.status() == BuildStatus.FAILED && bundle.isPresent() && folder.isPresent()) {
      Bundle failed = bundle.get();
      options
          .afterFailure()
          .ifPresent(
              inspector ->
                  inspector.accept(
                      new SandboxEntry(
                          launched, folder.get(), failed.spec(), failed::derive, () -> host)));
    }
  }

  private BuildOutcome attempt() {
    BuildOutcome outcome;
    try {
      outcome = stop.cause().isPresent() ? stopped(BuildStatus.CANCELLED) : build();
    } catch (RuntimeException e) {
      Optional<BuildStatus> cause = stop.end();
      return cause.map(this::stopped).orElseGet(() -> BuildOutcome.of(e));
    }
    BuildOutcome ended = outcome;
    return stop.end().map(this::stopped).orElse(ended);
  }

  private BuildOutcome stopped(BuildStatus cause) {
    if (stop.limit().isPresent()) {
      return BuildOutcome.of(cause, stop.limit().get().code(), stop.limit().get().clause());
    }
    return cause == BuildStatus.TIMED_OUT
        ? BuildOutcome.of(
            cause,
            ReasonCode.TIMEOUT,
            "not done within "
                + options.timeout().toMillis()
                + " ms, so it was killed; BuildOptions.timeout (--timeout) sets that limit")
        : BuildOutcome.of(cause, ReasonCode.CANCELLED, "cancelled");
  }

  private BuildOutcome build() {
    Future<?> deadline =
        service
            .timer()
            .schedule(
                () -> stop.request(BuildStatus.TIMED_OUT),
                options.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
    try (MaterialisedInputs inputs = prepare()) {
      Bundle written = write(inputs.request());
      if (options.attest()) {
        phase(BuildPhase.ATTESTING);
        Optional<InsideObservation> inside = placed(written);
        if (inside.isPresent()) {
          try {
            return collect(written, run(written, inside));
          } catch (HostUnreachableException e) {
            networks(written).forget(service.caller());
            log = new CommandLog(options.listener(), options.logTail());
          } finally {
            attestation = inside.get().seen();
          }
        }
        Attestation seen = attest(written);
        if (!seen.holds()) {
          return BuildOutcome.broken(seen);
        }
      }
      begun();
      return collect(written, run(written, Optional.empty()));
    } finally {
      deadline.cancel(false);
    }
  }

  private void begun() {
    phase(BuildPhase.RUNNING);
    started = System.nanoTime();
  }

  private MaterialisedInputs prepare() {
    phase(BuildPhase.PREPARING);
    outputFolder.ifPresent(target -> target.checkFree(request.outputs()));
    return MaterialisedInputs.of(request, service.inputs());
  }

  private Bundle write(BuildRequest sourced) {
    BuildFolder made =
        BuildFolder.make(service.folder(), service.runtime().executable().toUri().toString());
    folder = Optional.of(made);
    HostFacts facts =
        service.facts(
            sourced, made.path(), made.runtime(service.runtime()), options.listener()::remark);
    host = facts;
    lease =
        BuildIdLease.take(
            service.sandbox(), facts, service.caller().uid(), options.listener()::remark);
    Sandbox sandbox = lease.map(BuildIdLease::sandbox).orElse(service.sandbox());
    SandboxPlan plan = sandbox.plan(sourced, facts);
    plan.remarks().forEach(options.listener()::remark);
    limits = plan.limits();
    SandboxPlan placed =
        plan.withSpec(GroupPlacement.of(plan, facts, service.runtime(), made.name()));
    Bundle written = Bundle.createTemporary(made.bundle(), sourced, placed, service.caller());
    bundle = Optional.of(written);
    volume =
        ScratchSpace.of(
            written, limits, service.caller(), facts.memory(), options.listener()::remark);
    launched = HostLauncher.of(service.runtime(), plan.spec(), sourced, options.listener()::remark);
    return written;
  }

  private Optional<InsideObservation> placed(Bundle written) {
    OciRuntime runtime = folder.orElseThrow().runtime(launched);
    return new Attestor(written, service.caller())
        .place()
        .map(probe -> new InsideObservation(probe, runtime, () -> {}));
  }

  private BuildNetworks networks(Bundle written) {
    return new BuildNetworks(folder.orElseThrow(), written, host);
  }

  private Attestation attest(Bundle written) {
    BuildFolder made = folder.orElseThrow();
    Attestor attestor = new Attestor(written, service.caller());
    Attestation seen =
        networks(written)
            .attested(
                amended ->
                    attestor.observe(
                        made.runtime(launched), made.probeName(), made.probe(), amended));
    attestation = Optional.of(seen);
    return seen;
  }

  private RunResult run(Bundle written, Optional<InsideObservation> inside) {
    BuildFolder made = folder.orElseThrow();
    BoundedLog bounded = new BoundedLog(limits.logBytes(), stop::request);
    DiskGuard guard = DiskGuard.start(written, limits, volume, service.timer(), stop::request);
    disk = Optional.of(guard);
    TemporaryWatch watched = new TemporaryWatch(limits, service.timer(), made::firstProcess);
    temporary = Optional.of(watched);
    UsageWatch watch =
        new UsageWatch(service.timer(), made.name(), made::firstProcess, written.spec());
    boolean again = false;
    try {
      inside.ifPresent(
          observation ->
              observation.whenStarting(
                  used -> {
                    watch.commandStarts(used);
                    begun();
                  }));
      return networks(written)
          .run(
              place ->
                  new CommandRun(
                          made.runtime(launched), made.name(), written, watch::reported, inside)
                      .run(
                          place,
                          run ->
                              run.timeout(options.timeout().plus(RUNTIME_GRACE))
                                  .keepBytes(KEPT_LOG)
                                  .stdout(bounded.of(log.stdout()))
                                  .stderr(bounded.of(log.stderr()))));
    } catch (HostUnreachableException e) {
      again = true; // Nothing was printed, and the next run's output is still to come.
      throw e;
    } finally {
      Measured used = watch.end();
      measured =
          inside.isEmpty() || inside.get().seen().filter(Attestation::holds).isPresent()
              ? Optional.of(used)
              : Optional.empty(); // The command did not start.
      guard.close();
      watched.close();
      if (!again) {
        log.end();
      }
    }
  }

  private BuildOutcome collect(Bundle written, RunResult run) {
    phase(BuildPhase.COLLECTING);
    if (!run.isSuccess()) {
      return BuildOutcome.failed(
          run,
          measured
              .flatMap(seen -> LimitEvidence.of(run, seen, written.spec()))
              .or(() -> disk.flatMap(DiskGuard::full))
              .or(() -> temporary.flatMap(TemporaryWatch::full))
              .or(
                  () ->
                      measured.flatMap(seen -> LimitEvidence.possible(run, seen, written.spec()))));
    }
    Optional<LimitReached> over = disk.flatMap(DiskGuard::over);
    if (over.isPresent()) {
      return BuildOutcome.over(run, over.get());
    }
    if (!request.outputs().isEmpty()) {
      written.takeBack();
    }
    CollectedOutputs outputs;
    try {
      outputs = CollectedOutputs.of(written, options.attest());
    } catch (OutputRefusedException e) {
      return BuildOutcome.refused(run, Objects.requireNonNull(e.getMessage()));
    }
    if (outputs.missing().isEmpty()
        && outputs.unfit().isEmpty()
        && !outputs.differing().isEmpty()) {
      return BuildOutcome.digestMismatch(run, outputs.found(), outputs.differing());
    }
    Optional<LimitReached> tooLarge = OutputSizes.check(outputs.found(), limits.outputBytes());
    if (tooLarge.isPresent()) {
      return BuildOutcome.over(run, tooLarge.get());
    }
    return outputs.missing().isEmpty() && outputs.unfit().isEmpty()
        ? BuildOutcome.succeeded(run, outputs.found())
        : BuildOutcome.outputMissing(run, outputs.found(), outputs.missing(), outputs.unfit());
  }

  /** Brings the outputs of a build that succeeded where they are wanted. */
  private BuildOutcome moved(BuildOutcome outcome) {
    if (outcome.status() != BuildStatus.SUCCEEDED || outputFolder.isEmpty()) {
      return outcome;
    }
    try {
      BuildFolder made = folder.orElseThrow();
      return outcome.withOutputs(
          outputFolder
              .get()
              .take(
                  outcome.outputs(),
                  volume.map(ScratchVolume::outgoing).orElse(made.outgoing()),
                  service.caller()));
    } catch (OutputsNotMovedException e) {
      stranded = true;
      return outcome.notMoved(
          e.getMessage()
              + "; the outputs not yet moved are kept in "
              + bundle.orElseThrow().folder(),
          e.outputs());
    }
  }

  /** Removes what is not to be kept; gives the rest to the caller. */
  private void clean(boolean containerIsGone) {
    if (folder.isEmpty()) {
      return;
    }
    if (!containerIsGone) {
      if (service.ending().get()) {
        folder.get().awaitContainersGone();
      }
      folder.get().orphans().kill();
    }
    folder.get().removeGroups();
    if (isKept()) {
      bundle.get().takeBack();
      volume.ifPresent(ScratchVolume::dissolve);
      GroupPlacement.forget(bundle.get(), folder.get().name());
      folder.get().keep(service.caller());
    } else {
      folder.get().remove(service.caller());
    }
  }

  /** What could not be moved is kept unasked, since it may have taken long to make. */
  private boolean isKept() {
    return bundle.isPresent() && (options.keep() || stranded);
  }

  private BuildResult result(BuildOutcome outcome, Duration duration) {
    boolean kept = isKept();
    boolean placed = kept || outputFolder.isPresent() && outcome.status() == BuildStatus.SUCCEEDED;
    ImmutableBuildResult.Builder result =
        ImmutableBuildResult.builder()
            .status(outcome.status())
            .reason(outcome.reason())
            .reasonCode(outcome.code())
            .signal(outcome.run().flatMap(RunResult::signal))
            .duration(duration)
            .usage(measured.map(seen -> seen.usage(duration)))
            .logTail(log.tail())
            .folder(kept ? bundle.map(Bundle::folder) : Optional.empty())
            .shell(bundle.flatMap(written -> SandboxShell.of(written.spec())))
            .attestation(attestation);
    outcome.outputs().stream()
        .map(output -> placed ? output : output.withoutHostPath())
        .forEach(result::addOutputs);
    outcome.run().ifPresent(run -> result.exitCode(run.exitCode()));
    return result.build();
  }

  private void phase(BuildPhase phase) {
    options.listener().phase(phase);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
