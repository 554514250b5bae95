package dev.ocispec.bench.target;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Compares builds of {@code sh -c true} in a service that has been warmed up with {@code runc run}
 * of the same bundles, in turn: one at a time, and several at once.
 */
final class WarmBuilds {
  /** Builds: the code of one is so much that Java compiles at it for a minute. */
  private static final int WARM_UP = 500;

  private static final int ROUNDS = 100;
  private static final BuildRequest REQUEST =
      BuildRequest.builder()
          .commandArgs("/bin/sh", "-c", "true")
          .workingDir("build")
          .scratchPaths("build")
          .constraints(c -> c.provideBinSh(true))
          .build();

  private WarmBuilds() {}

  /** The figures of that target, whose subjects are how many builds there are at a time. */
  static List<Figure> of(Target target, Path folder) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (String atATime : target.subjects()) {
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      Path place = Files.createDirectories(folder.resolve("at-a-time-" + atATime));
      try (BuildService builds = open(place, Integer.parseInt(atATime))) {
        List<Path> bundles = bundles(builds, Integer.parseInt(atATime));
        for (int built = 0; built < WARM_UP; built += bundles.size()) {
          build(builds, bundles.size());
        }
        for (int round = 0; round < ROUNDS; round++) {
          long start = System.nanoTime();
          build(builds, bundles.size());
          long middle = System.nanoTime();
          run(bundles);
          long end = System.nanoTime();
          ours.add((middle - start) / 1e3);
          theirs.add((end - middle) / 1e3);
        }
      }
      figures.add(new Figure(target.work(), target.baseline(), atATime, ours, theirs));
    }
    return figures;
  }

  /** A bundle that does nothing but {@code sh -c true}, as a build in that folder gets it. */
  static Path bundle(Path folder) {
    try (BuildService builds = open(folder, 1)) {
      return bundles(builds, 1).get(0);
    }
  }

  private static BuildService open(Path folder, int atATime) {
    return BuildService.open(URI.create("oci://" + folder), o -> o.concurrency(atATime));
  }

  /** As many bundles, since a control group belongs to one container at a time. */
  private static List<Path> bundles(BuildService builds, int count) {
    List<Path> bundles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BuildResult kept = builds.submit(REQUEST, o -> o.keep(true)).join();
      bundles.add(kept.folder().orElseThrow());
    }
    return bundles;
  }

  private static void build(BuildService builds, int count) {
    List<CompletableFuture<BuildResult>> submitted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      submitted.add(builds.submit(REQUEST));
    }
    for (CompletableFuture<BuildResult> build : submitted) {
      BuildStatus status = build.join().status();
      if (status != BuildStatus.SUCCEEDED) {
        throw new IllegalStateException("the build is " + status);
      }
    }
  }

  private static void run(List<Path> bundles) throws IOException, InterruptedException {
    List<Process> running = new ArrayList<>();
    for (Path bundle : bundles) {
      running.add(
          new ProcessBuilder(runc(bundle))
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    for (Process process : running) {
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("runc's code is " + code);
      }
    }
  }

  /** The line that runs a bundle in a container with a name of its own. */
  static List<String> runc(Path bundle) {
    String name = "bench-" + System.nanoTime();
    return List.of("runc", "run", "--bundle", bundle.toString(), name);
  }
}
