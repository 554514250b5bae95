package dev.ocispec.request;

import dev.ocispec.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * The limits that a request can set.
 *
 * @param member its name in the JSON form
 * @param least the smallest value that something can run with
 * @param get what is set
 * @param set sets it
 */
record LimitRows(
    String member,
    long least,
    Function<BuildLimits, OptionalLong> get,
    BiFunction<BuildLimits.Builder, Long, BuildLimits.Builder> set) {
  private static final String POINTER = "/constraints/limits/";

  private static final List<LimitRows> ALL =
      List.of(
          new LimitRows("memory", 1, BuildLimits::memory, BuildLimits.Builder::memory),
          new LimitRows("processes", 1, BuildLimits::processes, BuildLimits.Builder::processes),
          new LimitRows("cpuMillis", 10, BuildLimits::cpuMillis, BuildLimits.Builder::cpuMillis),
          new LimitRows("openFiles", 16, BuildLimits::openFiles, BuildLimits.Builder::openFiles),
          new LimitRows(
              "temporarySpace",
              4096,
              BuildLimits::temporarySpace,
              BuildLimits.Builder::temporarySpace),
          new LimitRows(
              "sharedMemory", 4096, BuildLimits::sharedMemory, BuildLimits.Builder::sharedMemory),
          new LimitRows("disk", 4096, BuildLimits::disk, BuildLimits.Builder::disk),
          new LimitRows("diskFiles", 1, BuildLimits::diskFiles, BuildLimits.Builder::diskFiles),
          new LimitRows(
              "outputBytes", 0, BuildLimits::outputBytes, BuildLimits.Builder::outputBytes),
          new LimitRows("logBytes", 0, BuildLimits::logBytes, BuildLimits.Builder::logBytes));

  /** Reads the JSON form. */
  static BuildLimits read(RequestObject object) {
    BuildLimits.Builder limits = BuildLimits.builder();
    for (LimitRows row : ALL) {
      object.wholeNumber(row.member).ifPresent(value -> row.set.apply(limits, value));
    }
    return limits.build();
  }

  /** Writes the JSON form. */
  static void write(BuildLimits limits, JsonGenerator json) {
    json.writeStartObject();
    for (LimitRows row : ALL) {
      row.get.apply(limits).ifPresent(value -> json.writeNumberProperty(row.member, value));
    }
    json.writeEndObject();
  }

  /** The limits that are too small to run anything. */
  static List<Finding> faults(BuildLimits limits) {
    List<Finding> faults = new ArrayList<>();
    for (LimitRows row : ALL) {
      row.get
          .apply(limits)
          .ifPresent(
              value -> {
                if (value < row.least) {
                  faults.add(
                      RequestRule.LIMIT.at(
                          POINTER + row.member,
                          "expected " + row.least + " or more, found " + value));
                }
              });
    }
    return faults;
  }
}
