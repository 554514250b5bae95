package dev.ocispec.runtime;

import java.time.Duration;

/** Options of {@code events}. */
public final class EventsOptions extends CallOptions<EventsOptions> {
  private Duration interval = Duration.ofSeconds(5);

  EventsOptions() {}

  /**
   * The time between two events with statistics, at least a millisecond; default 5 seconds.
   *
   * @param value the time
   * @return these options
   * @throws IllegalArgumentException when it is shorter
   */
  public EventsOptions interval(Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("an interval must be 1 ms or more, found " + value);
    }
    interval = value;
    return this;
  }

  String intervalArgument() {
    return interval.toMillis() + "ms";
  }

  @Override
  EventsOptions self() {
    return this;
  }
}
