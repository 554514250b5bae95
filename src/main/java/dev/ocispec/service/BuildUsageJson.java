package dev.ocispec.service;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** What a build used, as JSON: what is not known is left out. */
final class BuildUsageJson {
  private BuildUsageJson() {}

  static void write(BuildUsage usage, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("wallMillis", usage.wall().toMillis());
    write("userMillis", usage.user(), json);
    write("systemMillis", usage.system(), json);
    write("maxMemoryBytes", usage.maxMemory(), json);
    write("maxProcessMemoryBytes", usage.maxProcessMemory(), json);
    write("processes", usage.processes(), json);
    write("readBytes", usage.bytesRead(), json);
    write("writtenBytes", usage.bytesWritten(), json);
    json.writeEndObject();
  }

  private static void write(String name, Optional<Duration> time, JsonGenerator json) {
    time.ifPresent(value -> json.writeNumberProperty(name, value.toMillis()));
  }

  private static void write(String name, OptionalLong number, JsonGenerator json) {
    number.ifPresent(value -> json.writeNumberProperty(name, value));
  }
}
