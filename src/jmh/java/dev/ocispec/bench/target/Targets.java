package dev.ocispec.bench.target;

import java.util.List;
import java.util.stream.Stream;

/** All targets, in the order of the table. */
final class Targets {
  /** The time that a process used of processors. */
  static final String PROCESSOR = "processor time";

  /** The time that passed. */
  static final String ELAPSED = "elapsed time";

  /** Those that are measured in rounds of one process. */
  static final List<Target> OF_ROUNDS =
      List.of(
          document("build and write", "buildAndWrite", "buildAndWriteBean", 0.85),
          document("build and write, validated", "buildAndWriteChecked", "buildAndWriteBean", 1.2),
          document("read into types", "read", "readBean", 0.9),
          document("read with all checks of the schema", "readChecked", "readBean", 1),
          document("write", "write", "writeBean", 0.7),
          document("write, validated", "writeChecked", "writeBean", 1),
          document("canonical form", "canonical", "writeBean", 1.5),
          document("digest", "digest", "writeBean", 1.5),
          document("schema check of a value", "check", "schemaTree", 0.03),
          alone("downgrade", "downgrade", Measure.MICROSECONDS, 10, "small"),
          alone("sandbox for a request", "sandboxSpec", Measure.MICROSECONDS, 25, "request"),
          search("search of any bytes, 1 / 100 / 1,000 names", "bytes"),
          search("search of paths, 1 / 100 / 1,000 names", "paths"),
          edit("put variables", "putEnv", "addEnv"),
          edit("put mounts", "putMount", "addMount"),
          edit("put mounts made in the call", "putMountMade", "addMountMade"));

  /** Those of whole processes. */
  static final List<Target> OF_COMMANDS =
      List.of(
          command("`emit --preset runc`", "emit", 2.5, 2),
          command("`validate --checks schema`, small document", "validate", 3.5, 3),
          command("`sandbox spec`", "sandboxSpecCommand", 4.5, 4));

  /** Those of builds, which need a runtime. */
  static final List<Target> OF_BUILDS =
      List.of(
          new Target(
              "build of `sh -c true` in a warm service, 1 / 2 / 4 at a time",
              "warmBuild",
              "runcRun",
              Measure.RATIO,
              1.25,
              1.25,
              List.of("1", "2", "4")),
          new Target(
              "`sandbox run -- sh -c true`",
              "sandboxRun",
              "runcRun",
              Measure.MILLISECONDS_MORE,
              200,
              200,
              List.of(ELAPSED)));

  /** All of them. */
  static final List<Target> ALL =
      Stream.of(OF_ROUNDS, OF_COMMANDS, OF_BUILDS).flatMap(List::stream).toList();

  private Targets() {}

  private static Target document(String text, String work, String baseline, double limit) {
    List<String> documents = List.of("small", "medium", "large");
    return new Target(text, work, baseline, Measure.RATIO, limit, limit, documents);
  }

  private static Target alone(
      String text, String work, Measure measure, double limit, String... subjects) {
    return new Target(text, work, "", measure, limit, limit, List.of(subjects));
  }

  private static Target search(String text, String content) {
    return alone(
        text,
        "scan",
        Measure.MEGABYTES_A_SECOND,
        2_500,
        content + " 1",
        content + " 100",
        content + " 1000");
  }

  private static Target edit(String text, String work, String baseline) {
    return new Target(text + ", 10,000", work, baseline, Measure.RATIO, 3, 3, List.of("10000"));
  }

  private static Target command(String text, String work, double limit, double later) {
    return new Target(
        text + ", processor / elapsed time",
        work,
        "emptyMain",
        Measure.RATIO,
        limit,
        later,
        List.of(PROCESSOR, ELAPSED));
  }
}
