package dev.ocispec.service;

import dev.ocispec.spec.JsonValue;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads what {@link BuildUsageJson} writes. */
final class BuildUsageReader {
  private BuildUsageReader() {}

  static BuildUsage read(JsonValue json) {
    ImmutableBuildUsage.Builder usage =
        ImmutableBuildUsage.builder().wall(Duration.ofMillis(number("wallMillis", json).orElse(0)));
    time("userMillis", json, usage::user);
    time("systemMillis", json, usage::system);
    number("maxMemoryBytes", json, usage::maxMemory);
    number("processes", json, usage::processes);
    number("readBytes", json, usage::bytesRead);
    number("writtenBytes", json, usage::bytesWritten);
    return usage.build();
  }

  private static void time(String name, JsonValue json, Consumer<Duration> found) {
    number(name, json).ifPresent(millis -> found.accept(Duration.ofMillis(millis)));
  }

  private static void number(String name, JsonValue json, LongConsumer found) {
    number(name, json).ifPresent(found);
  }

  private static OptionalLong number(String name, JsonValue json) {
    JsonValue value = json.members().get(name);
    return value == null ? OptionalLong.empty() : value.asLong();
  }
}
