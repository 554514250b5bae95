package dev.ocispec.cli;

import dev.ocispec.host.internal.ChildUsage;
import dev.ocispec.spec.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a command used, as Bazel reads it: the message {@code tools.protos.ExecutionStatistics} of
 * protocol buffers, whose only field is a {@code ResourceUsage}. Fields that are 0 are left out, as
 * proto3 has it.
 */
final class ExecutionStatistics {
  private static final int USER_SECONDS = 1;
  private static final int USER_MICROS = 2;
  private static final int SYSTEM_SECONDS = 3;
  private static final int SYSTEM_MICROS = 4;
  private static final int MINOR_FAULTS = 9;
  private static final int MAJOR_FAULTS = 10;

  /** Field 1 of the outer message, with its length before it. */
  private static final int RESOURCE_USAGE = 1 << 3 | 2;

  private ExecutionStatistics() {}

  /** Writes it: as JSON when the name ends in {@code .json}, else as protocol buffers. */
  static void write(Path file, ChildUsage usage, Duration wall) {
    boolean json = file.toString().endsWith(".json");
    try {
      Files.write(
          file,
          json ? (json(usage, wall) + "\n").getBytes(StandardCharsets.UTF_8) : message(usage));
    } catch (IOException e) {
      throw new UsageException("--stats: cannot write " + file + ": " + e);
    }
  }

  static byte[] message(ChildUsage usage) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    field(inner, USER_SECONDS, usage.userTime().toSeconds());
    field(inner, USER_MICROS, usage.userTime().toNanosPart() / 1000);
    field(inner, SYSTEM_SECONDS, usage.systemTime().toSeconds());
    field(inner, SYSTEM_MICROS, usage.systemTime().toNanosPart() / 1000);
    field(inner, MINOR_FAULTS, usage.minorFaults());
    field(inner, MAJOR_FAULTS, usage.majorFaults());
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    outer.write(RESOURCE_USAGE);
    varint(outer, inner.size());
    outer.writeBytes(inner.toByteArray());
    return outer.toByteArray();
  }

  static JsonValue json(ChildUsage usage, Duration wall) {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("wallMillis", JsonValue.of(wall.toMillis()));
    members.put("userMillis", JsonValue.of(usage.userTime().toMillis()));
    members.put("systemMillis", JsonValue.of(usage.systemTime().toMillis()));
    members.put("minorFaults", JsonValue.of(usage.minorFaults()));
    members.put("majorFaults", JsonValue.of(usage.majorFaults()));
    return JsonValue.object(members);
  }

  private static void field(ByteArrayOutputStream out, int number, long value) {
    if (value != 0) {
      varint(out, (long) number << 3);
      varint(out, value);
    }
  }

  /** Seven bits to a byte, the lowest first; the highest bit says that more follow. */
  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
