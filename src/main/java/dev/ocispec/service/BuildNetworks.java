package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Gives the containers of a build the private network that their specification is made for. The
 * bundle stays as it is, since what attaches the network is gone when it is kept.
 */
final class BuildNetworks {
  private final BuildFolder folder;
  private final Bundle bundle;
  private final HostFacts facts;

  BuildNetworks(BuildFolder folder, Bundle bundle, HostFacts facts) {
    this.folder = folder;
    this.bundle = bundle;
    this.facts = facts;
  }

  /** The build itself; {@code run} is handed the folder of the bundle to run. */
  RunResult run(Function<Path, RunResult> run) {
    if (!SandboxLayout.hasPrivateNetwork(bundle.spec())) {
      return run.apply(bundle.folder());
    }
    return PrivateNetwork.during(
        folder.network(folder.name()),
        facts,
        bundle.spec(),
        amended -> {
          bundle.derive(folder.networkBundle(), amended.apply(bundle.spec()));
          return run.apply(folder.networkBundle());
        });
  }

  /** Removes what an attachment left, so that there can be another one. */
  void forget(HostFacts caller) {
    Bundle.remove(folder.networkBundle(), caller);
    Bundle.remove(folder.network(folder.name()), caller);
  }

  /** The probe; {@code observe} is handed what is to be done to its specification. */
  Attestation attested(Function<UnaryOperator<Spec>, Attestation> observe) {
    return SandboxLayout.hasPrivateNetwork(bundle.spec())
        ? PrivateNetwork.during(folder.network(folder.probeName()), facts, bundle.spec(), observe)
        : observe.apply(UnaryOperator.identity());
  }
}
