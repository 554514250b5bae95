package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.PlacedProbe;
import dev.ocispec.bundle.internal.FirstProcessFile;
import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.bundle.internal.ProbeAnswer;
import dev.ocispec.bundle.internal.ProbeJudge;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The observation of a sandbox by the container's own first process, before the command: decides
 * whether that may start, and says afterwards what came of it.
 */
final class InsideObservation implements ProbeJudge {
  private final PlacedProbe probe;
  private final OciRuntime runtime;
  private final Runnable removal;
  private volatile Consumer<FirstProcessReport> starting = before -> {};
  private volatile Optional<Attestation> seen = Optional.empty();
  private volatile Duration took = Duration.ZERO;
  private volatile long begun;
  private boolean removed;

  /**
   * An observation.
   *
   * @param probe lies beside the first process
   * @param runtime what runs the container
   * @param removal removes what the probe left elsewhere than in the bundle
   */
  InsideObservation(PlacedProbe probe, OciRuntime runtime, Runnable removal) {
    this.probe = probe;
    this.runtime = runtime;
    this.removal = removal;
  }

  /** What to tell, before the command starts, what had been used until then. */
  void whenStarting(Consumer<FirstProcessReport> told) {
    starting = told;
  }

  @Override
  public void begins() {
    begun = System.nanoTime();
  }

  @Override
  public boolean permits(ProbeAnswer answer) {
    remove();
    if (!answer.isSuccess()) {
      throw PlacedProbe.failed("the probe " + answer.ending(), answer.text());
    }
    Attestation found = probe.seen(runtime, answer.text());
    seen = Optional.of(found);
    if (found.holds()) {
      starting.accept(answer.end().orElseThrow());
    }
    took = Duration.ofNanos(System.nanoTime() - begun);
    return found.holds();
  }

  /** Takes the probe away, and what it left, if that has not been done. */
  synchronized void remove() {
    if (!removed) {
      removed = true;
      removal.run();
      probe.remove();
    }
  }

  /** What was seen; empty when the probe did not get to its end. */
  Optional<Attestation> seen() {
    return seen;
  }

  /**
   * How the container ended, without the time that the observation took.
   *
   * @param run how it ended
   * @param connected whether the first process reached this process
   * @throws HostUnreachableException when it could not
   * @throws CommandNotRunException when the sandbox does not hold
   * @throws dev.ocispec.attestation.AttestationException when nothing was seen
   */
  RunResult checked(RunResult run, boolean connected) {
    if (seen.isPresent()) {
      if (!seen.get().holds()) {
        throw new CommandNotRunException(BuildOutcome.broken(seen.get()));
      }
      return new RunResult(
          run.exitCode(), run.signal(), run.duration().minus(took), run.stdout(), run.stderr());
    }
    if (!connected && run.exitCode() == FirstProcessFile.UNREACHABLE) {
      throw new HostUnreachableException();
    }
    throw PlacedProbe.failed(
        "the container ended with code " + run.exitCode() + " before it was looked at", "");
  }
}
