package dev.ocispec.cli;

import dev.ocispec.host.internal.ChildUsage;
import dev.ocispec.service.BuildUsage;
import dev.ocispec.spec.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
  private static final int LARGEST_PROCESS = 5;
  private static final int MINOR_FAULTS = 9;
  private static final int MAJOR_FAULTS = 10;
  private static final int READ_BLOCKS = 11;
  private static final int WRITTEN_BLOCKS = 12;

  private static final int KIBIBYTE = 1024;

  /** What {@code getrusage} counts input and output in. */
  private static final int BLOCK = 512;

  /** Field 1 of the outer message, with its length before it. */
  private static final int RESOURCE_USAGE = 1 << 3 | 2;

  private final BuildUsage command;
  private final Optional<ChildUsage> all;

  /**
   * What is to be written.
   *
   * @param command what is known of the command itself
   * @param all what everything used that was started for it, the runtime included
   */
  ExecutionStatistics(BuildUsage command, Optional<ChildUsage> all) {
    this.command = command;
    this.all = all;
  }

  /** Writes it: as JSON when the name ends in {@code .json}, else as protocol buffers. */
  void write(Path file) {
    boolean json = file.toString().endsWith(".json");
    try {
      Files.write(file, json ? (json() + "\n").getBytes(StandardCharsets.UTF_8) : message());
    } catch (IOException e) {
      throw new UsageException("--stats: cannot write " + file + ": " + e);
    }
  }

  byte[] message() {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    time(inner, USER_SECONDS, USER_MICROS, user());
    time(inner, SYSTEM_SECONDS, SYSTEM_MICROS, system());
    OptionalLong largest = command.maxProcessMemory();
    field(
        inner,
        LARGEST_PROCESS,
        (largest.isPresent() ? largest : command.maxMemory()).orElse(0) / KIBIBYTE);
    field(inner, MINOR_FAULTS, count(ChildUsage::minorFaults).orElse(0));
    field(inner, MAJOR_FAULTS, count(ChildUsage::majorFaults).orElse(0));
    field(inner, READ_BLOCKS, command.bytesRead().orElse(0) / BLOCK);
    field(inner, WRITTEN_BLOCKS, command.bytesWritten().orElse(0) / BLOCK);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    outer.write(RESOURCE_USAGE);
    varint(outer, inner.size());
    outer.writeBytes(inner.toByteArray());
    return outer.toByteArray();
  }

  JsonValue json() {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("wallMillis", JsonValue.of(command.wall().toMillis()));
    user().ifPresent(time -> members.put("userMillis", JsonValue.of(time.toMillis())));
    system().ifPresent(time -> members.put("systemMillis", JsonValue.of(time.toMillis())));
    put(members, "maxMemoryBytes", command.maxMemory());
    put(members, "maxProcessMemoryBytes", command.maxProcessMemory());
    put(members, "processes", command.processes());
    put(members, "readBytes", command.bytesRead());
    put(members, "writtenBytes", command.bytesWritten());
    put(members, "minorFaults", count(ChildUsage::minorFaults));
    put(members, "majorFaults", count(ChildUsage::majorFaults));
    return JsonValue.object(members);
  }

  private Optional<Duration> user() {
    return time(command.user(), ChildUsage::userTime);
  }

  private Optional<Duration> system() {
    return time(command.system(), ChildUsage::systemTime);
  }

  /** The command's own, and of one that was never seen running at least what all took. */
  private Optional<Duration> time(
      Optional<Duration> own, Function<ChildUsage, Duration> otherwise) {
    return own.or(() -> all.map(otherwise));
  }

  private OptionalLong count(ToLongFunction<ChildUsage> which) {
    return all.stream().mapToLong(which).findFirst();
  }

  private static void put(Map<String, JsonValue> members, String name, OptionalLong number) {
    number.ifPresent(value -> members.put(name, JsonValue.of(value)));
  }

  private static void time(
      ByteArrayOutputStream out, int seconds, int micros, Optional<Duration> time) {
    field(out, seconds, time.map(Duration::toSeconds).orElse(0L));
    field(out, micros, time.map(value -> value.toNanosPart() / 1000L).orElse(0L));
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
