package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.Signal;
import dev.ocispec.spec.Spec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What came of a command in place, told from how its container ended. */
final class InPlaceEnd {
  private final UsageWatch watch;
  private final Spec spec;
  private final Supplier<Optional<Attestation>> seen;
  private final long started = System.nanoTime();

  InPlaceEnd(UsageWatch watch, Spec spec, Supplier<Optional<Attestation>> seen) {
    this.watch = watch;
    this.spec = spec;
    this.seen = seen;
  }

  /** The command ended, perhaps after it had been asked to. */
  InPlaceResult of(RunResult run, boolean asked) {
    Measured measured = watch.end();
    ImmutableInPlaceResult.Builder result =
        result(run.duration(), measured)
            .timedOut(asked)
            .exitCode(run.exitCode())
            .signal(run.signal());
    if (asked) {
      return timeIsUp(result).build();
    }
    Optional<LimitReached> limit = LimitEvidence.of(run, measured, spec);
    limit
        .or(() -> LimitEvidence.possible(run, measured, spec))
        .map(reached -> BuildOutcome.failed(run, Optional.of(reached)))
        .ifPresent(failed -> result.reason(failed.reason()));
    return result.reasonCode(limit.map(LimitReached::code)).build();
  }

  /** The command was killed because its time was up, or for a limit; empty when neither was so. */
  Optional<InPlaceResult> stopped(BuildStopper stop) {
    Optional<LimitReached> limit = stop.limit();
    boolean timedOut = stop.cause().filter(BuildStatus.TIMED_OUT::equals).isPresent();
    if (!timedOut && limit.isEmpty()) {
      return Optional.empty();
    }
    Signal killed = Signal.KILL;
    ImmutableInPlaceResult.Builder result =
        result(Duration.ofNanos(System.nanoTime() - started), watch.end())
            .timedOut(timedOut)
            .exitCode(128 + killed.number())
            .signal(killed);
    limit.ifPresent(
        reached -> result.reasonCode(reached.code()).reason("the command " + reached.clause()));
    return Optional.of((timedOut ? timeIsUp(result) : result).build());
  }

  /** The command could not be run; throws the failure when that is not the command's fault. */
  InPlaceResult notRun(RuntimeException failure) {
    if (!(failure instanceof CommandNotRunException) && !isOfTheCommand(failure)) {
      throw failure;
    }
    return notRun(BuildOutcome.of(failure), seen.get());
  }

  private static boolean isOfTheCommand(RuntimeException failure) {
    return BuildOutcome.of(failure).status() == BuildStatus.FAILED;
  }

  /** The command was not run because the sandbox does not hold. */
  static InPlaceResult broken(Attestation seen) {
    return notRun(BuildOutcome.broken(seen), Optional.of(seen));
  }

  private static InPlaceResult notRun(BuildOutcome outcome, Optional<Attestation> seen) {
    return ImmutableInPlaceResult.builder()
        .timedOut(false)
        .duration(Duration.ZERO)
        .reasonCode(outcome.code())
        .reason(outcome.reason())
        .attestation(seen)
        .build();
  }

  private ImmutableInPlaceResult.Builder result(Duration duration, Measured measured) {
    return ImmutableInPlaceResult.builder()
        .duration(duration)
        .usage(measured.usage(duration))
        .attestation(seen.get());
  }

  private static ImmutableInPlaceResult.Builder timeIsUp(ImmutableInPlaceResult.Builder result) {
    return result.reasonCode(ReasonCode.TIMEOUT).reason("the time limit of the command passed");
  }
}
