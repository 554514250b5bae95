package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.UninterruptedWait;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.SandboxPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One command in place, from its plan to its end, on the thread that calls {@link #run()}. */
final class InPlaceRun {
  private static final Duration CLEAN_UP = Duration.ofSeconds(60);

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
      gone = result.reasonCode().isEmpty();
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
    SandboxPlan placed =
        plan.withSpec(GroupPlacement.of(plan, facts, options.runtime(), made.name()));
    Bundle bundle = Bundle.createTemporary(made.bundle(), request(), placed, caller);
    lend(made, plan);
    BuildNetworks networks = new BuildNetworks(made, bundle, facts);
    InPlaceExecution execution = new InPlaceExecution(options, plan.limits(), made, bundle, stop);
    if (!options.attest()) {
      return execution.run(runtime, networks, Optional.empty());
    }
    InPlaceProbe probe = new InPlaceProbe(made, bundle, command, facts);
    Optional<InsideObservation> inside = probe.inside(runtime);
    if (inside.isPresent()) {
      try {
        return execution.observed(runtime, networks, inside.get());
      } catch (HostUnreachableException e) {
        networks.forget(caller);
      }
    }
    Attestation seen = probe.observe(runtime, networks);
    return seen.holds()
        ? execution.run(runtime, networks, Optional.of(seen))
        : InPlaceEnd.broken(seen);
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

  /** Root's command is another user, who has to be able to work in the folder. */
  private void lend(BuildFolder made, SandboxPlan plan) {
    long uid = plan.identity().hostUid().orElse(caller.uid());
    if (uid != caller.uid()) {
      long gid = plan.identity().hostGid().orElse(caller.gid());
      FolderLoan.give(made.path(), command.folder(), uid, gid);
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
    made.removeGroups();
    made.remove(caller);
  }
}
