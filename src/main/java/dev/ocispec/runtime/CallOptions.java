package dev.ocispec.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options of every call. Set in a lambda: {@code runtime.state("demo", o ->
 * o.timeout(Duration.ofSeconds(2)))}.
 *
 * @param <T> the options' own type
 */
public abstract sealed class CallOptions<T extends CallOptions<T>>
    permits CheckpointOptions,
        DeleteOptions,
        EventsOptions,
        KillOptions,
        ProcessOptions,
        VerbOptions {
  /** What stands for anything longer, since nanoseconds are counted. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Optional<Duration> timeout = Optional.empty();

  CallOptions() {}

  abstract T self();

  /**
   * How long the call may take, more than 0, and at most a hundred years. When it passes, the
   * runtime process is killed and {@link RuntimeTimedOutException} thrown.
   *
   * <p>Default: the client's timeout ({@link OciRuntime#withTimeout}), but for {@code run}, {@code
   * exec} and {@code events}, which may take an hour.
   *
   * @param limit how long the call may take
   * @return these options
   * @throws IllegalArgumentException when it is 0 or negative
   */
  public T timeout(Duration limit) {
    timeout = Optional.of(checked(limit));
    return self();
  }

  static Duration checked(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("a timeout must be more than 0, found " + limit);
    }
    return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
  }

  /** The options with these choices, the first one first. */
  @SafeVarargs
  static <T extends CallOptions<T>> T chosen(T options, Consumer<T>... choices) {
    for (Consumer<T> choice : choices) {
      choice.accept(options);
    }
    return options;
  }

  Duration timeoutOr(Duration other) {
    return timeout.orElse(other);
  }
}
