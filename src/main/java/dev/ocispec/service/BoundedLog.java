package dev.ocispec.service;

import dev.ocispec.runtime.OutputListener;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Lets a build's output pass up to its limit, and says once that there was more. */
final class BoundedLog {
  private final OptionalLong limit;
  private final Consumer<LimitReached> reached;
  private final AtomicLong passed = new AtomicLong();

  BoundedLog(OptionalLong limit, Consumer<LimitReached> reached) {
    this.limit = limit;
    this.reached = reached;
  }

  /** What is to be heard of one stream; all streams share the limit. */
  OutputListener of(OutputListener listener) {
    return limit.isEmpty() ? listener : bytes -> pass(bytes, listener);
  }

  private void pass(byte[] bytes, OutputListener listener) {
    long most = limit.getAsLong();
    long before = passed.getAndAdd(bytes.length);
    int room = (int) Math.min(bytes.length, Math.max(0, most - before));
    if (room > 0) {
      listener.bytes(room == bytes.length ? bytes : Arrays.copyOf(bytes, room));
    }
    if (before <= most && before + bytes.length > most) {
      reached.accept(
          new LimitReached(
              ReasonCode.LOG_LIMIT,
              "printed more than "
                  + most
                  + " bytes, so it was killed; SandboxLimits.logBytes (--log-size) sets that"
                  + " limit"));
    }
  }
}
