package dev.ocispec.bench;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.BuildService;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares an action {@code sh -c true} of a runner that has been warmed up with {@code runc run}
 * of a bundle that does the same, in turn, and prints the medians; then how many actions one and
 * two runners get through. The arguments are how many pairs are measured, how many warm up, and how
 * many actions go through; default: 100, 100 and 200.
 */
public final class WarmActions {
  private WarmActions() {}

  public static void main(String[] arguments) throws Exception {
    int measured = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    int through = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
    Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "ocispec-warm-actions");
    Path bundle = bundle(folder.resolve("builds"));
    for (String option : List.of("", "--no-attest")) {
      String[] options = option.isEmpty() ? new String[0] : new String[] {option};
      Path place = Files.createDirectory(folder.resolve("runner" + option));
      try (RunnerProcess runner = new RunnerProcess(place, options)) {
        compare(runner, bundle, option.isEmpty() ? "attested" : "not attested", measured, warmUp);
        for (int atATime : new int[] {1, 2, 4}) {
          throughput("1 runner" + option, List.of(runner), atATime, through);
        }
        Path other = Files.createDirectory(folder.resolve("second" + option));
        try (RunnerProcess second = new RunnerProcess(other, options)) {
          for (int i = 0; i < warmUp; i++) {
            second.run("sh", "-c", "true");
          }
          throughput("2 runners" + option, List.of(runner, second), 4, through);
        }
      }
    }
    System.out.println("the folders are in " + folder);
  }

  /** A bundle as runc gets one from a build in the same kind of sandbox. */
  private static Path bundle(Path folder) {
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c", "true")
            .workingDir("build")
            .scratchPaths("build")
            .constraints(c -> c.provideBinSh(true))
            .build();
    try (BuildService builds = BuildService.open(URI.create("oci://" + folder), o -> {})) {
      return builds.submit(request, o -> o.keep(true)).join().folder().orElseThrow();
    }
  }

  private static void compare(
      RunnerProcess runner, Path bundle, String what, int measured, int warmUp)
      throws IOException, InterruptedException {
    double[] ours = new double[measured];
    double[] runtime = new double[measured];
    for (int pair = -warmUp; pair < measured; pair++) {
      long start = System.nanoTime();
      runner.run("sh", "-c", "true");
      long middle = System.nanoTime();
      int code = run(bundle, "warm" + (pair + warmUp));
      long end = System.nanoTime();
      if (code != 0) {
        throw new IllegalStateException("runc's code is " + code);
      }
      if (pair >= 0) {
        ours[pair] = (middle - start) / 1e6;
        runtime[pair] = (end - middle) / 1e6;
      }
    }
    Arrays.sort(ours);
    Arrays.sort(runtime);
    double action = ours[measured / 2];
    double alone = runtime[measured / 2];
    System.out.printf(
        Locale.ROOT,
        "action (%s) %.1f ms, runc run %.1f ms, ratio %.2f (medians of %d pairs)%n",
        what,
        action,
        alone,
        action / alone,
        measured);
  }

  private static void throughput(String what, List<RunnerProcess> runners, int atATime, int actions)
      throws InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(atATime);
    try {
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < actions; i++) {
        RunnerProcess runner = runners.get(i % runners.size());
        running.add(workers.submit(() -> runner.run("sh", "-c", "true")));
      }
      for (Future<?> one : running) {
        one.get();
      }
      System.out.printf(
          Locale.ROOT,
          "%s, %d at a time: %.1f actions a second%n",
          what,
          atATime,
          actions / ((System.nanoTime() - start) / 1e9));
    } finally {
      workers.shutdown();
    }
  }

  private static int run(Path bundle, String id) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of("runc", "run", "--bundle", bundle.toString(), id))
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
